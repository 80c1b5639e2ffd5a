package ai.desplega.businessuse.sample.shop;

import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Thrown for an order that can't be fulfilled, with the reason.
 */
final class ShopException extends ErrorResponseException {

	private static final long serialVersionUID = 1L;

	private ShopException(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	static ShopException unknownProduct(String sku, List<String> known) {
		return new ShopException(HttpStatus.UNPROCESSABLE_CONTENT,
				"There is no product '" + sku + "'. There are: " + String.join(", ", known));
	}

	static ShopException declined(String orderId) {
		return new ShopException(HttpStatus.PAYMENT_REQUIRED, "The bank has declined the payment").about(orderId);
	}

	static ShopException outOfStock(String orderId, String sku) {
		return new ShopException(HttpStatus.CONFLICT, "There is not enough of '" + sku + "' left").about(orderId);
	}

	private ShopException about(String orderId) {
		getBody().setProperty("orderId", orderId);
		return this;
	}

}
