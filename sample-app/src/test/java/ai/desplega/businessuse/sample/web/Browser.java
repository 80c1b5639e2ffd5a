package ai.desplega.businessuse.sample.web;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Chromium in headless mode without network access.
 */
final class Browser implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Browser.class);

	private static final Optional<File> CHROMIUM = executable("chromium", "chromium-browser", "google-chrome");

	private static final Optional<File> DRIVER = executable("chromedriver");

	/**
	 * Logger that warns about versions of an unused protocol. A strong reference, because
	 * the level of a garbage-collected logger is lost.
	 */
	private static final java.util.logging.Logger SELENIUM = java.util.logging.Logger.getLogger("org.openqa.selenium");

	private final Path profile;

	private final ChromeDriver driver;

	Browser() throws IOException {
		SELENIUM.setLevel(Level.SEVERE);
		this.profile = Files.createTempDirectory("chromium");
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.orElseThrow());
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + this.profile, "--window-size=1320,1000",
				"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.orElseThrow())
			.build();
		this.driver = new ChromeDriver(service, options);
	}

	/**
	 * Return {@code true} if a browser is installed, and log a message otherwise.
	 */
	static boolean isInstalled() {
		if (CHROMIUM.isPresent() && DRIVER.isPresent()) {
			return true;
		}
		logger.warn("The tests of the page are skipped, because no browser is installed: install Debian's packages "
				+ "chromium and chromium-driver, or add chromium and chromedriver to the PATH");
		return false;
	}

	void open(String url) {
		this.driver.get(url);
	}

	WebElement find(String css) {
		return this.driver.findElement(By.cssSelector(css));
	}

	List<WebElement> findAll(String css) {
		return this.driver.findElements(By.cssSelector(css));
	}

	/**
	 * Return the visible text, with a single command, because the page may change between
	 * commands.
	 */
	String text(String css) {
		return String.valueOf(run("return document.querySelector(arguments[0])?.innerText", css));
	}

	Object run(String script, Object... arguments) {
		return ((JavascriptExecutor) this.driver).executeScript(script, arguments);
	}

	Object runAsync(String script) {
		return ((JavascriptExecutor) this.driver).executeAsyncScript(script);
	}

	void emulate(String command, Map<String, Object> parameters) {
		this.driver.executeCdpCommand("Emulation." + command, parameters);
	}

	/**
	 * Return the errors of the page, without responses of the sample with an error
	 * status.
	 */
	List<String> errors() {
		return this.driver.manage()
			.logs()
			.get(LogType.BROWSER)
			.getAll()
			.stream()
			.filter((entry) -> entry.getLevel() == Level.SEVERE)
			.map((entry) -> entry.getMessage())
			.filter((message) -> !message.contains("Failed to load resource: the server responded with a status of 40"))
			.toList();
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

	private static Optional<File> executable(String... names) {
		String path = System.getenv().getOrDefault("PATH", "");
		return Arrays.stream(names)
			.flatMap((name) -> Arrays.stream(path.split(File.pathSeparator)).map((folder) -> new File(folder, name)))
			.filter(File::canExecute)
			.findFirst();
	}

}
