package ai.desplega.businessuse.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Backend in a separate process, so that its work is not attributed to the client. It
 * responds to every request immediately, or never.
 */
public final class BenchmarkBackend implements AutoCloseable {

	private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\n"
			+ "\r\n{\"status\":\"success\"}")
		.getBytes(StandardCharsets.ISO_8859_1);

	private final Process process;

	private final int port;

	private BenchmarkBackend(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Starts a process.
	 * @param hangs whether the backend never responds
	 */
	static BenchmarkBackend start(boolean hangs) {
		try {
			Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
					System.getProperty("java.class.path"), BenchmarkBackend.class.getName(), String.valueOf(hangs))
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start();
			String port = process.inputReader().readLine();
			return new BenchmarkBackend(process, Integer.parseInt(port));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String url() {
		return "http://127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

	/**
	 * Run the backend until its input ends, which happens at the end of the benchmark.
	 */
	public static void main(String[] args) throws IOException {
		boolean hangs = Boolean.parseBoolean(args[0]);
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			System.out.println(server.getLocalPort());
			Thread acceptor = new Thread(() -> accept(server, hangs));
			acceptor.setDaemon(true);
			acceptor.start();
			while (System.in.read() >= 0) {
				// nothing is said to it
			}
		}
	}

	private static void accept(ServerSocket server, boolean hangs) {
		try {
			while (true) {
				Socket socket = server.accept();
				Thread thread = new Thread(() -> serve(socket, hangs));
				thread.setDaemon(true);
				thread.start();
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void serve(Socket socket, boolean hangs) {
		try (socket) {
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream(), 64 << 10);
			while (readRequest(in)) {
				if (!hangs) {
					socket.getOutputStream().write(ANSWER);
				}
			}
		}
		catch (IOException ex) {
			// the client has closed the connection
		}
	}

	private static boolean readRequest(InputStream in) throws IOException {
		int length = 0;
		StringBuilder line = new StringBuilder();
		for (int read = in.read(); read >= 0; read = in.read()) {
			if (read != '\n') {
				line.append((char) read);
				continue;
			}
			String header = line.toString().strip();
			if (header.isEmpty()) {
				in.skipNBytes(length);
				return true;
			}
			if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
				length = Integer.parseInt(header.substring(15).strip());
			}
			line.setLength(0);
		}
		return false;
	}

}
