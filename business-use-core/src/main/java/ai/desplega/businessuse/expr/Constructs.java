package ai.desplega.businessuse.expr;

import java.util.List;

import ai.desplega.businessuse.expr.Instruction.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What is outside the vocabulary, in the words of a message.
 */
final class Constructs {

	private static final List<String> ASYNCHRONOUS = List.of("java/util/concurrent/", "org/reactivestreams/",
			"reactor/", "io/reactivex/", "kotlinx/coroutines/", "io/smallrye/mutiny/");

	private Constructs() {
	}

	static String describe(Instruction instruction) {
		return switch (instruction.opcode()) {
			case Opcodes.ATHROW -> "throws an exception";
			case Opcodes.NEW -> created(instruction.operand(String.class));
			case Opcodes.GETFIELD -> "reads the field " + name(instruction.operand(Member.class)) + ": copy it into a "
					+ "local variable before the lambda";
			case Opcodes.PUTFIELD, Opcodes.PUTSTATIC ->
				"assigns to the field " + name(instruction.operand(Member.class));
			case Opcodes.INSTANCEOF, Opcodes.CHECKCAST -> "asks for the class of an object";
			case Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> "is synchronized";
			case Opcodes.NEWARRAY, Opcodes.MULTIANEWARRAY, Opcodes.AALOAD, Opcodes.IALOAD, Opcodes.LALOAD,
					Opcodes.DALOAD, Opcodes.ARRAYLENGTH ->
				"uses an array: use a List";
			case Opcodes.INVOKESPECIAL -> call(instruction.operand(Member.class));
			case Opcodes.LSHL, Opcodes.LSHR, Opcodes.LUSHR, Opcodes.LAND, Opcodes.LOR, Opcodes.LXOR, Opcodes.ISHL,
					Opcodes.ISHR, Opcodes.IUSHR ->
				"calculates with bits";
			case Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM, Opcodes.FNEG, Opcodes.FCMPL,
					Opcodes.FCMPG, Opcodes.I2F, Opcodes.L2F, Opcodes.D2F, Opcodes.F2I, Opcodes.F2L ->
				"calculates with a float: use a double";
			default -> "uses the byte code instruction " + instruction.opcode() + ", which is not supported";
		};
	}

	/**
	 * A call that is not in the vocabulary.
	 */
	static String call(Member method) {
		String call = "calls " + name(method) + "()";
		return isAsynchronous(method.owner()) ? call + ", which is asynchronous" : call;
	}

	private static String created(String type) {
		boolean exception = type.endsWith("Exception") || type.endsWith("Error");
		return (exception ? "throws a " : "creates a ") + type.replace('/', '.');
	}

	private static boolean isAsynchronous(String owner) {
		return ASYNCHRONOUS.stream().anyMatch(owner::startsWith);
	}

	private static String name(Member member) {
		return Type.getObjectType(member.owner()).getClassName() + "." + member.name();
	}

}
