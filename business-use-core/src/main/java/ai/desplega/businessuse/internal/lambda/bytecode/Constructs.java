package ai.desplega.businessuse.internal.lambda.bytecode;

import java.util.List;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.script.Refusal;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Rejection of constructs that can't be translated.
 */
public final class Constructs {

	private static final String CAPTURED = "only numbers, strings, booleans, enums and lists and sets of them can be captured";

	private static final int MAX_NAME = 40;

	private static final List<String> ASYNCHRONOUS = List.of("java/util/concurrent/Completable",
			"java/util/concurrent/Completion", "java/util/concurrent/Executor", "java/util/concurrent/Flow",
			"java/util/concurrent/ForkJoin", "java/util/concurrent/Future", "org/reactivestreams/", "reactor/",
			"io/reactivex/", "kotlinx/coroutines/", "io/smallrye/mutiny/");

	private static final String PATTERN_SWITCH = "switches on patterns or null";

	private static final String COPY = "copy it into a local variable before the lambda";

	private static final Set<String> COPIED = Set.of("boolean", "byte", "char", "short", "int", "long", "double",
			"java.lang.Boolean", "java.lang.Byte", "java.lang.Character", "java.lang.Short", "java.lang.Integer",
			"java.lang.Long", "java.lang.Double", "java.lang.String", "java.util.List", "java.util.Set",
			"java.util.Collection");

	private Constructs() {
	}

	/**
	 * Reject an instruction.
	 */
	public static Refusal refuse(AbstractInsnNode instruction) {
		return switch (instruction.getOpcode()) {
			case Opcodes.ATHROW -> new Refusal("throws an exception");
			case Opcodes.NEW -> created(((TypeInsnNode) instruction).desc);
			case Opcodes.GETFIELD -> read("field", Member.of((FieldInsnNode) instruction));
			case Opcodes.PUTFIELD, Opcodes.PUTSTATIC ->
				new Refusal("assigns to the field " + name(Member.of((FieldInsnNode) instruction)));
			case Opcodes.INSTANCEOF -> new Refusal("checks the class of an object");
			case Opcodes.MONITORENTER, Opcodes.MONITOREXIT -> new Refusal("is synchronized");
			case Opcodes.NEWARRAY, Opcodes.MULTIANEWARRAY, Opcodes.AALOAD, Opcodes.IALOAD, Opcodes.LALOAD,
					Opcodes.DALOAD, Opcodes.ARRAYLENGTH ->
				new Refusal("uses an array", "use a list");
			case Opcodes.INVOKESPECIAL -> call(Member.of((MethodInsnNode) instruction));
			case Opcodes.LSHL, Opcodes.LSHR, Opcodes.LUSHR, Opcodes.LAND, Opcodes.LOR, Opcodes.LXOR, Opcodes.ISHL,
					Opcodes.ISHR, Opcodes.IUSHR ->
				new Refusal("uses bit operations");
			case Opcodes.FADD, Opcodes.FSUB, Opcodes.FMUL, Opcodes.FDIV, Opcodes.FREM, Opcodes.FNEG, Opcodes.FCMPL,
					Opcodes.FCMPG, Opcodes.I2F, Opcodes.L2F, Opcodes.D2F, Opcodes.F2I, Opcodes.F2L ->
				usesFloat();
			default -> new Refusal(
					"contains the byte code instruction " + instruction.getOpcode() + ", which is not supported");
		};
	}

	public static Refusal usesFloat() {
		return new Refusal("uses a float", "use a double");
	}

	public static Refusal call(Member method) {
		if (method.owner().equals("java/lang/Float")) {
			return usesFloat();
		}
		if (method.owner().equals("java/util/Locale")) {
			return new Refusal("calls " + name(method) + "()", "use Locale.ROOT");
		}
		String call = "calls " + name(method) + "()";
		return new Refusal(isAsynchronous(method.owner()) ? call + ", which is asynchronous" : call);
	}

	/**
	 * Reject a call with a captured object.
	 */
	public static Refusal call(Member method, String captured) {
		return new Refusal("calls " + name(method) + "() with " + captured + " that it captured, and " + CAPTURED);
	}

	/**
	 * Reject a field. An inner class reads members of the enclosing object through a
	 * field that does not occur in the source code.
	 */
	public static Refusal read(String what, Member field) {
		String type = Type.getType(field.descriptor()).getClassName();
		if (field.owner().equals("java/util/Locale")) {
			return new Refusal("uses the locale " + name(field), "use Locale.ROOT");
		}
		if (type.equals("java.io.PrintStream")) {
			return new Refusal("prints to " + name(field) + ", which has no effect in the backend", "leave it out");
		}
		if (field.name().startsWith("this$")) {
			return new Refusal("uses a member of the enclosing object of type " + type(type), COPY);
		}
		String read = "reads the " + what + " " + name(field);
		return COPIED.contains(type) ? new Refusal(read, COPY)
				: new Refusal(read + " of type " + type(type) + ", and " + CAPTURED);
	}

	/**
	 * Reject a construct that is linked at run time and is neither a lambda nor a
	 * concatenation.
	 */
	public static Refusal linked(InvokeDynamicInsnNode instruction) {
		return new Refusal(
				isPatternSwitch(instruction) ? PATTERN_SWITCH : "contains a construct that is linked at run time: "
						+ type(instruction.bsm.getOwner()) + "." + instruction.bsm.getName());
	}

	/**
	 * Reject a backward jump. A switch on patterns jumps back to try the next pattern.
	 */
	static Refusal loop(InsnList method) {
		for (AbstractInsnNode instruction : method) {
			if (isPatternSwitch(instruction)) {
				return new Refusal(PATTERN_SWITCH);
			}
		}
		return new Refusal("contains a loop", "use any, all, none, count, filter, sum, min or max of a list");
	}

	private static boolean isPatternSwitch(AbstractInsnNode instruction) {
		return instruction instanceof InvokeDynamicInsnNode dynamic
				&& dynamic.bsm.getOwner().equals("java/lang/runtime/SwitchBootstraps");
	}

	private static Refusal created(String type) {
		boolean exception = type.endsWith("Exception") || type.endsWith("Error");
		return new Refusal((exception ? "throws a new " : "creates a new ") + type(type));
	}

	public static boolean isAsynchronous(String owner) {
		return ASYNCHRONOUS.stream().anyMatch(owner::startsWith);
	}

	public static String name(Member member) {
		return type(member.owner()) + "." + member.name();
	}

	/**
	 * Return the name of a class without its package. A long name is truncated, so that
	 * the logger doesn't truncate the rest of the message.
	 * @param type the class, in the form of byte code or source code
	 */
	public static String type(String type) {
		if (type.contains("$$Lambda")) {
			return "lambda";
		}
		String name = type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('.')) + 1).replace('$', '.');
		return shorten(name);
	}

	static String shorten(String name) {
		return (name.length() > MAX_NAME) ? name.substring(0, MAX_NAME - 3) + "..." : name;
	}

}
