package ai.desplega.businessuse.sample.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Page of the documentation. Its Java blocks are compilation units of one package. A
 * comment before a block can surround it with hidden code: the comment starts with
 * {@code code} and contains {@code {{block}}} as a placeholder for the block. Without the
 * placeholder, the comment is a separate compilation unit.
 *
 * @param path the file
 * @param content the content of the file
 */
record MarkdownPage(Path path, String content) {

	static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final String PLACE = "{{block}}";

	private static final Pattern CODE = Pattern
		.compile("(?ms)^<!-- code\\n(?<hidden>.*?)^-->\\n" + "|^```(?<language>\\w*)\\n(?<block>.*?)^```$");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

	private static final Pattern LINK = Pattern.compile("(?<!`)\\[[^\\]]*]\\(([^)\\s]+)\\)");

	/**
	 * Fenced block.
	 *
	 * @param language the word after the fence
	 * @param text the lines between the fences
	 * @param line the line of the fence
	 */
	record Block(String language, String text, int line) {

	}

	static List<MarkdownPage> all() {
		try (Stream<Path> top = Files.list(ROOT); Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream.concat(top, docs)
				.filter((path) -> path.toString().endsWith(".md"))
				.sorted()
				.map(MarkdownPage::of)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static MarkdownPage of(Path path) {
		try {
			return new MarkdownPage(path, Files.readString(path));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static MarkdownPage of(String name) {
		return of(ROOT.resolve(name));
	}

	String name() {
		return ROOT.relativize(this.path).toString();
	}

	String packageName() {
		return "docs." + name().replaceFirst("\\.md$", "").replaceAll("\\W", "_").toLowerCase(Locale.ROOT);
	}

	List<Block> blocks(String language) {
		return blocks().stream().filter((block) -> block.language().equals(language)).toList();
	}

	List<Block> blocks() {
		return CODE.matcher(this.content)
			.results()
			.filter((match) -> match.group(2) != null)
			.map((match) -> new Block(match.group(2), match.group(3), line(match.start())))
			.toList();
	}

	/**
	 * Return the compilation units, without package and imports.
	 */
	List<Block> units() {
		List<Block> units = new ArrayList<>();
		String around = PLACE;
		Matcher matcher = CODE.matcher(this.content);
		while (matcher.find()) {
			String hidden = matcher.group("hidden");
			if (hidden != null && hidden.contains(PLACE)) {
				around = hidden;
			}
			else if (hidden != null) {
				units.add(new Block("java", hidden, line(matcher.start())));
			}
			else if (matcher.group("language").equalsIgnoreCase("java")) {
				units.add(new Block("java", around.replace(PLACE, matcher.group("block")), line(matcher.start())));
				around = PLACE;
			}
		}
		return units;
	}

	private int line(int position) {
		return (int) this.content.substring(0, position).lines().count() + 1;
	}

	/**
	 * Return the content without blocks and comments.
	 */
	String prose() {
		return CODE.matcher(this.content).replaceAll("");
	}

	List<String> links() {
		return LINK.matcher(prose()).results().map((match) -> match.group(1)).toList();
	}

	/**
	 * Return the anchors that GitHub gives to the headings.
	 */
	List<String> anchors() {
		return HEADING.matcher(prose())
			.results()
			.map((match) -> match.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'))
			.toList();
	}

	@Override
	public String toString() {
		return name();
	}

}
