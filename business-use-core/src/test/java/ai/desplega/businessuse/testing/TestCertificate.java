package ai.desplega.businessuse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * Self-signed certificate that is created by the keytool of the JDK.
 */
public final class TestCertificate {

	private static final String PASSWORD = "changeit";

	private final KeyStore keys;

	private TestCertificate(KeyStore keys) {
		this.keys = keys;
	}

	public static TestCertificate forName(Path directory, String subjectAlternativeName) throws Exception {
		Path store = directory.resolve("backend-" + subjectAlternativeName.hashCode() + ".p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "backend", "-keyalg", "EC", "-dname", "CN=backend", "-ext",
				"san=" + subjectAlternativeName, "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore",
				store.toString())
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes());
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException(output);
		}
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(store)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		return new TestCertificate(keys);
	}

	/**
	 * A server with this certificate.
	 */
	public ServerSocket listen(String... protocols) throws GeneralSecurityException, IOException {
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(this.keys, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), null, null);
		SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
		if (protocols.length > 0) {
			server.setEnabledProtocols(protocols);
		}
		return server;
	}

	/**
	 * Return a socket factory that trusts only this certificate.
	 */
	public SSLSocketFactory trust() throws GeneralSecurityException, IOException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		trusted.setCertificateEntry("backend", this.keys.getCertificate("backend"));
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trustManagers.getTrustManagers(), null);
		return context.getSocketFactory();
	}

}
