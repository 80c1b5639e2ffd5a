package ai.desplega.businessuse.internal.lambda.bytecode;

import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Method or field, in the form of byte code.
 *
 * @param owner the class
 * @param name the name
 * @param descriptor the types of parameters and result, or of the field
 */
public record Member(String owner, String name, String descriptor) {

	public static Member of(MethodInsnNode call) {
		return new Member(call.owner, call.name, call.desc);
	}

	public static Member of(FieldInsnNode access) {
		return new Member(access.owner, access.name, access.desc);
	}

	public static Member of(Handle method) {
		return new Member(method.getOwner(), method.getName(), method.getDesc());
	}

}
