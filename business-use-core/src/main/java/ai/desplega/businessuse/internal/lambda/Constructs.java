package ai.desplega.businessuse.internal.lambda;

import java.util.List;
import java.util.Set;

import ai.desplega.businessuse.internal.lambda.Instruction.Dynamic;
import ai.desplega.businessuse.internal.lambda.Instruction.Member;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What is outside the vocabulary, in the words of a message.
 */
final class Constructs {

	static final String CAPTURED = ": only numbers, texts, booleans, enums, and lists and sets of them can be captured";

	private static final List<String> ASYNCHRONOUS = List.of("java/util/concurrent/Completable",
			"java/util/concurrent/Completion", "java/util/concurrent/Executor", "java/util/concurrent/Flow",
			"java/util/concurrent/ForkJoin", "java/util/concurrent/Future", "org/reactivestreams/", "reactor/",
			"io/reactivex/", "kotlinx/coroutines/", "io/smallrye/mutiny/");

	private static final String PATTERN_SWITCH = "switches on patterns or null";

	private static final Set<String> COPIED = Set.of("boolean", "byte", "char", "short", "int", "long", "double",
			"java.lang.Boolean", "java.lang.Byte", "java.lang.Character", "java.lang.Short", "java.lang.Integer",
			"java.lang.Long", "java.lang.Double", "java.lang.String", "java.util.List", "java.util.Set",
			"java.util.Collection");

	private Constructs() {
	}

	static String describe(Instruction instruction) {
		return switch (instruction.opcode()) {
			case Opcodes.ATHROW -> "throws an exception";
			case Opcodes.NEW -> created(instruction.operand(String.class));
			case Opcodes.GETFIELD -> read("field", instruction.operand(Member.class));
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

	/**
	 * What is neither parameter nor captured. What an inner class reads of the object
	 * around it goes by a field that no source has.
	 */
	static String read(String what, Member field) {
		String type = Type.getType(field.descriptor()).getClassName();
		if (field.name().startsWith("this$")) {
			return "uses a member of " + type + ", the object around: copy it into a local variable before the lambda";
		}
		String hint = COPIED.contains(type) ? ": copy it into a local variable before the lambda"
				: ", which is a " + type + CAPTURED;
		return "reads the " + what + " " + name(field) + hint;
	}

	/**
	 * What is linked at run time, and no lambda.
	 */
	static String linked(Dynamic dynamic) {
		String owner = MethodFinder.simple(dynamic.bootstrap().getOwner());
		return isPatternSwitch(dynamic) ? PATTERN_SWITCH
				: "uses a construct that is linked at run time: " + owner + "." + dynamic.bootstrap().getName();
	}

	/**
	 * What jumps back. A switch on patterns goes back to try the next pattern.
	 */
	static String loop(List<Instruction> method) {
		boolean patterns = method.stream()
			.anyMatch((each) -> each.operand() instanceof Dynamic dynamic && isPatternSwitch(dynamic));
		return patterns ? PATTERN_SWITCH : "contains a loop";
	}

	private static boolean isPatternSwitch(Dynamic dynamic) {
		return dynamic.bootstrap().getOwner().equals("java/lang/runtime/SwitchBootstraps");
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
