package ai.desplega.businessuse.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * Several things that a rule looks at together: the {@linkplain RuleContext#deps() events
 * that came before}, or a list in the {@linkplain EventData#objects data}.
 * <p>
 * Not modifiable, thread-safe.
 *
 * @param <T> what they are: {@link Dependency}, {@link EventData}, {@link Double} or
 * {@link String}
 */
public final class ValueList<T extends @Nullable Object> {

	private final List<T> all;

	ValueList(List<T> all) {
		this.all = all;
	}

	static <T extends @Nullable Object> ValueList<T> of(List<?> values, Function<@Nullable Object, T> view) {
		List<T> all = new ArrayList<>(values.size());
		for (Object value : values) {
			all.add(view.apply(value));
		}
		return new ValueList<>(all);
	}

	/**
	 * Whether there are none.
	 * @return true if so
	 */
	public boolean isEmpty() {
		return this.all.isEmpty();
	}

	/**
	 * How many there are.
	 * @return the number
	 */
	public int count() {
		return this.all.size();
	}

	/**
	 * How many of them are so.
	 * @param test what to look for
	 * @return the number
	 */
	public int count(Predicate<? super T> test) {
		return filter(test).count();
	}

	/**
	 * Those of them that are so.
	 * @param test what to look for
	 * @return these, in their order
	 */
	public ValueList<T> filter(Predicate<? super T> test) {
		return new ValueList<>(this.all.stream().filter(test).toList());
	}

	/**
	 * Whether one of them is so.
	 * @param test what to look for
	 * @return false if there are none
	 */
	public boolean any(Predicate<? super T> test) {
		return this.all.stream().anyMatch(test);
	}

	/**
	 * Whether each of them is so.
	 * @param test what to look for
	 * @return true if there are none
	 */
	public boolean all(Predicate<? super T> test) {
		return this.all.stream().allMatch(test);
	}

	/**
	 * Whether not one of them is so.
	 * @param test what to look for
	 * @return true if there are none
	 */
	public boolean none(Predicate<? super T> test) {
		return this.all.stream().noneMatch(test);
	}

	/**
	 * Return {@code true} if a list of numbers or strings contains a value. Numbers are
	 * compared as doubles, whatever their types are: {@code 3} is {@code 3.0},
	 * {@code 0.0} is {@code -0.0}, and a list contains {@code NaN} if one of its elements
	 * is not a number.
	 * @param value the value
	 * @return {@code true} if the list contains it
	 */
	public boolean contains(@Nullable Object value) {
		return this.all.stream().anyMatch((each) -> Objects.equals(comparable(each), comparable(value)));
	}

	/**
	 * Adding zero makes {@code 0.0} of {@code -0.0} and changes no other number.
	 */
	private static @Nullable Object comparable(@Nullable Object value) {
		return (value instanceof Number number) ? (Object) (number.doubleValue() + 0.0) : value;
	}

	/**
	 * The sum of a field.
	 * @param field the name of a number in the data
	 * @return the sum, 0 of none; {@code NaN} if one of them has no such number
	 */
	public double sum(String field) {
		return sum(number(field));
	}

	/**
	 * The sum of a number.
	 * @param number tells the number of each
	 * @return the sum, 0 of none; {@code NaN} if one of the numbers is
	 */
	public double sum(ToDoubleFunction<? super T> number) {
		double sum = 0;
		for (T each : this.all) {
			sum += number.applyAsDouble(each);
		}
		return sum;
	}

	/**
	 * The smallest value of a field.
	 * @param field the name of a number in the data
	 * @return the number; {@code NaN} of none, or if one of them has no such number
	 */
	public double min(String field) {
		return min(number(field));
	}

	/**
	 * The smallest number.
	 * @param number tells the number of each
	 * @return the number; {@code NaN} of none, or if one of the numbers is
	 */
	public double min(ToDoubleFunction<? super T> number) {
		return extreme(number, Double.POSITIVE_INFINITY, Math::min);
	}

	/**
	 * The largest value of a field.
	 * @param field the name of a number in the data
	 * @return the number; {@code NaN} of none, or if one of them has no such number
	 */
	public double max(String field) {
		return max(number(field));
	}

	/**
	 * The largest number.
	 * @param number tells the number of each
	 * @return the number; {@code NaN} of none, or if one of the numbers is
	 */
	public double max(ToDoubleFunction<? super T> number) {
		return extreme(number, Double.NEGATIVE_INFINITY, Math::max);
	}

	private double extreme(ToDoubleFunction<? super T> number, double start, DoubleBinaryOperator choice) {
		double extreme = this.all.isEmpty() ? Double.NaN : start;
		for (T each : this.all) {
			extreme = choice.applyAsDouble(extreme, number.applyAsDouble(each));
		}
		return extreme;
	}

	private static <T extends @Nullable Object> ToDoubleFunction<T> number(String field) {
		return (each) -> {
			if (each instanceof Dependency dep) {
				return dep.data().number(field);
			}
			return (each instanceof EventData data) ? data.number(field) : Double.NaN;
		};
	}

	/**
	 * The items in words, for the messages of tests.
	 */
	@Override
	public String toString() {
		return this.all.toString();
	}

}
