package ai.desplega.businessuse.rule;

import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * List of values in a rule: {@linkplain RuleContext#deps() dependencies}, or a list in
 * the {@linkplain EventData#objects data}.
 * <p>
 * Unmodifiable and thread-safe.
 *
 * @param <T> the type of the elements: {@link Dependency}, {@link EventData},
 * {@link Double} or {@link String}
 */
public final class ValueList<T extends @Nullable Object> {

	private final List<T> all;

	ValueList(List<T> all) {
		this.all = all;
	}

	static <T extends @Nullable Object> ValueList<T> of(List<?> values, Function<@Nullable Object, T> view) {
		return new ValueList<>(values.stream().<T>map(view).toList());
	}

	/**
	 * {@return {@code true} if there are no elements}
	 */
	public boolean isEmpty() {
		return this.all.isEmpty();
	}

	/**
	 * {@return the number of elements}
	 */
	public int count() {
		return this.all.size();
	}

	/**
	 * Return the number of elements that match.
	 * @param test the predicate for elements
	 * @return the number
	 */
	public int count(Predicate<? super T> test) {
		return filter(test).count();
	}

	/**
	 * Return the elements that match.
	 * @param test the predicate for elements
	 * @return the elements, in their order
	 */
	public ValueList<T> filter(Predicate<? super T> test) {
		return new ValueList<>(this.all.stream().filter(test).toList());
	}

	/**
	 * Return {@code true} if any element matches.
	 * @param test the predicate for elements
	 * @return {@code false} for an empty list
	 */
	public boolean any(Predicate<? super T> test) {
		return this.all.stream().anyMatch(test);
	}

	/**
	 * Return {@code true} if all elements match.
	 * @param test the predicate for elements
	 * @return {@code true} if the list is empty
	 */
	public boolean all(Predicate<? super T> test) {
		return this.all.stream().allMatch(test);
	}

	/**
	 * Return {@code true} if no element matches.
	 * @param test the predicate for elements
	 * @return {@code true} if the list is empty
	 */
	public boolean none(Predicate<? super T> test) {
		return this.all.stream().noneMatch(test);
	}

	/**
	 * Return {@code true} if a list of numbers or strings contains a value. Numbers are
	 * compared as doubles, regardless of their types: {@code 3} is {@code 3.0},
	 * {@code 0.0} is {@code -0.0}, and a list contains {@code NaN} if one of its elements
	 * is not a number.
	 * @param value the value
	 * @return {@code true} if the list contains it
	 */
	public boolean contains(@Nullable Object value) {
		return this.all.stream().anyMatch((each) -> Objects.equals(comparable(each), comparable(value)));
	}

	/**
	 * Return a value for comparison. Adding zero converts {@code -0.0} to {@code 0.0} and
	 * changes no other number.
	 */
	private static @Nullable Object comparable(@Nullable Object value) {
		return (value instanceof Number number) ? (Object) (number.doubleValue() + 0.0) : value;
	}

	/**
	 * Return the sum of a field.
	 * @param field the name of a number in the data
	 * @return the sum, or 0 if the list is empty; {@code NaN} if an element has no such
	 * number
	 */
	public double sum(String field) {
		return sum(number(field));
	}

	/**
	 * Return the sum of a number of each element.
	 * @param number the number of an element
	 * @return the sum, or 0 if the list is empty; {@code NaN} if one of the numbers is
	 * {@code NaN}
	 */
	public double sum(ToDoubleFunction<? super T> number) {
		return this.all.stream().mapToDouble(number).reduce(0, Double::sum);
	}

	/**
	 * Return the smallest value of a field.
	 * @param field the name of a number in the data
	 * @return the number; {@code NaN} if the list is empty or an element has no such
	 * number
	 */
	public double min(String field) {
		return min(number(field));
	}

	/**
	 * Return the smallest number of all elements.
	 * @param number the number of an element
	 * @return the number; {@code NaN} if the list is empty or one of the numbers is
	 * {@code NaN}
	 */
	public double min(ToDoubleFunction<? super T> number) {
		return extreme(number, Math::min);
	}

	/**
	 * Return the largest value of a field.
	 * @param field the name of a number in the data
	 * @return the number; {@code NaN} if the list is empty or an element has no such
	 * number
	 */
	public double max(String field) {
		return max(number(field));
	}

	/**
	 * Return the largest number of all elements.
	 * @param number the number of an element
	 * @return the number; {@code NaN} if the list is empty or one of the numbers is
	 * {@code NaN}
	 */
	public double max(ToDoubleFunction<? super T> number) {
		return extreme(number, Math::max);
	}

	private double extreme(ToDoubleFunction<? super T> number, DoubleBinaryOperator choice) {
		return this.all.stream().mapToDouble(number).reduce(choice).orElse(Double.NaN);
	}

	private static <T extends @Nullable Object> ToDoubleFunction<T> number(String field) {
		return (each) -> {
			if (each instanceof Dependency dep) {
				return dep.data().number(field);
			}
			return (each instanceof EventData data) ? data.number(field) : Double.NaN;
		};
	}

	@Override
	public String toString() {
		return this.all.toString();
	}

}
