package ai.desplega.businessuse;

import java.util.Set;

/**
 * Ids of the steps to which the rules of an event refer by name.
 *
 * @param validator the ids in the validator
 * @param filter the ids in the filter
 */
record RuleDependencies(Set<String> validator, Set<String> filter) {

	static final RuleDependencies NONE = new RuleDependencies(Set.of(), Set.of());

	RuleDependencies withValidator(Set<String> ids) {
		return (ids.isEmpty() && this.filter.isEmpty()) ? NONE : new RuleDependencies(ids, this.filter);
	}

	RuleDependencies withFilter(Set<String> ids) {
		return (ids.isEmpty() && this.validator.isEmpty()) ? NONE : new RuleDependencies(this.validator, ids);
	}

}
