package ai.desplega.businessuse.spring.aop;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.expression.BeanResolver;
import org.springframework.expression.ConstructorResolver;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.IndexAccessor;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.OperatorOverloader;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypeComparator;
import org.springframework.expression.TypeConverter;
import org.springframework.expression.TypeLocator;
import org.springframework.expression.TypedValue;

/**
 * What expressions see of one call. Looks the arguments up where they are: a
 * {@code MethodBasedEvaluationContext} would copy them into a map, for each call. Nothing
 * can be assigned: whoever observes a call doesn't change it.
 */
final class CallContext implements EvaluationContext {

	static final String RESULT = "result";

	private final EvaluationContext shared;

	private final Map<String, Integer> parameters;

	private final @Nullable Object[] arguments;

	private final @Nullable Object result;

	private final TypedValue root;

	/**
	 * Creates a context.
	 * @param shared what is the same for all calls
	 * @param parameters the index of each argument, by all its names
	 */
	CallContext(EvaluationContext shared, Map<String, Integer> parameters, CallRoot root, @Nullable Object result) {
		this.shared = shared;
		this.parameters = parameters;
		this.arguments = root.getArgs();
		this.result = result;
		this.root = new TypedValue(root);
	}

	@Override
	public @Nullable Object lookupVariable(String name) {
		Integer index = this.parameters.get(name);
		if (index == null) {
			return RESULT.equals(name) ? this.result : null;
		}
		return (index < this.arguments.length) ? this.arguments[index] : null;
	}

	/**
	 * Return {@code true} if a value is the result or an argument of the call.
	 */
	boolean isOfCall(Object value) {
		return value == this.result || Arrays.stream(this.arguments).anyMatch((argument) -> argument == value);
	}

	@Override
	public void setVariable(String name, @Nullable Object value) {
		throw new UnsupportedOperationException("Variables can't be set here");
	}

	@Override
	public boolean isAssignmentEnabled() {
		return false;
	}

	@Override
	public TypedValue getRootObject() {
		return this.root;
	}

	@Override
	public List<PropertyAccessor> getPropertyAccessors() {
		return this.shared.getPropertyAccessors();
	}

	@Override
	public List<IndexAccessor> getIndexAccessors() {
		return this.shared.getIndexAccessors();
	}

	@Override
	public List<ConstructorResolver> getConstructorResolvers() {
		return this.shared.getConstructorResolvers();
	}

	@Override
	public List<MethodResolver> getMethodResolvers() {
		return this.shared.getMethodResolvers();
	}

	@Override
	public @Nullable BeanResolver getBeanResolver() {
		return this.shared.getBeanResolver();
	}

	@Override
	public TypeLocator getTypeLocator() {
		return this.shared.getTypeLocator();
	}

	@Override
	public TypeConverter getTypeConverter() {
		return this.shared.getTypeConverter();
	}

	@Override
	public TypeComparator getTypeComparator() {
		return this.shared.getTypeComparator();
	}

	@Override
	public OperatorOverloader getOperatorOverloader() {
		return this.shared.getOperatorOverloader();
	}

}
