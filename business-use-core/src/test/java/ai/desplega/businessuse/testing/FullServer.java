package ai.desplega.businessuse.testing;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Server whose backlog is full, so that the kernel doesn't respond to connection
 * attempts.
 */
public final class FullServer implements Closeable {

	private static final int MAX_FILLERS = 100;

	private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

	private final List<Socket> fillers = new ArrayList<>();

	public FullServer() throws IOException {
		InetSocketAddress address = new InetSocketAddress(this.server.getInetAddress(), this.server.getLocalPort());
		try {
			while (this.fillers.size() < MAX_FILLERS) {
				Socket filler = new Socket();
				this.fillers.add(filler);
				filler.connect(address, 100);
			}
		}
		catch (SocketTimeoutException ex) {
			// it is full
		}
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/**
	 * Make room in the backlog.
	 * @return the server, which does not accept connections yet
	 */
	public ServerSocket release() throws IOException {
		for (Socket filler : this.fillers) {
			filler.close();
		}
		return this.server;
	}

	@Override
	public void close() throws IOException {
		release().close();
	}

}
