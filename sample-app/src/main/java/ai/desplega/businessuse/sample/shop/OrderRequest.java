package ai.desplega.businessuse.sample.shop;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Request to place an order.
 *
 * @param items the ordered items
 * @param scenario the course of the order, {@code GOOD} by default
 */
record OrderRequest(@NotEmpty @Size(max = 10) List<@NotNull @Valid Item> items, @Nullable Scenario scenario) {

	record Item(@NotBlank @Size(max = 40) String sku, @Min(1) @Max(100) int quantity) {

	}

	/**
	 * Course of an order. Some scenarios fail, for demonstration.
	 */
	enum Scenario {

		/**
		 * All steps succeed.
		 */
		@JsonProperty("good")
		GOOD,

		/**
		 * The bank declines the payment.
		 */
		@JsonProperty("declined")
		DECLINED,

		/**
		 * A bug: the order is confirmed without taking the items from the stock.
		 */
		@JsonProperty("skips-inventory")
		SKIPS_INVENTORY,

		/**
		 * The customer waits too long for the confirmation.
		 */
		@JsonProperty("confirms-late")
		CONFIRMS_LATE

	}

}
