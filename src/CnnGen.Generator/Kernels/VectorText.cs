using System.Globalization;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Kernels;

/// <summary>The C# of vector operations. A file has kernels of one width and names its vectors once: <see cref="Vector"/>, and their operations without a class.</summary>
internal static class VectorText
{
    /// <summary>A vector of floats: the file's alias of Vector512, Vector256 or Vector128.</summary>
    public const string Vector = "V";

    /// <summary>The parameters of what a convolution reads and writes.</summary>
    public static string Operands(bool hasBias, KernelActivation? activation) =>
        $"ref float x, ref float w, {(hasBias ? "ref float b, " : "")}ref float y{activation.Parameters()}";

    /// <summary>A number in a string to be concatenated: string.Format, which a number itself would cost, takes half of the time.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>C# that has no sums, multiplied.</summary>
    public static string Times(string product, long factor) => factor == 1 ? product : $"{product} * {Number(factor)}";

    public static string Load(this VectorWidth width, string reference, long offset) => offset == 0
        ? $"LoadUnsafe(ref {reference})"
        : $"LoadUnsafe(ref {reference}, {Number(offset)})";

    public static string Store(this VectorWidth width, string value, string reference, long offset) => offset == 0
        ? $"{Receiver(value)}.StoreUnsafe(ref {reference});"
        : $"{Receiver(value)}.StoreUnsafe(ref {reference}, {Number(offset)});";

    /// <summary>Stores at a reference written as an argument: <c>ref y</c>, as <see cref="At"/> gives it.</summary>
    public static string StoreAt(this VectorWidth width, string value, string target) => $"{Receiver(value)}.StoreUnsafe({target});";

    // A method is called on a name or on what another call gives; operators need parentheses.
    private static string Receiver(string value)
    {
        int depth = 0;
        foreach (char letter in value)
        {
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == ' ' && depth == 0)
            {
                return $"({value})";
            }
        }

        return value;
    }

    /// <summary>One float in every lane; the JIT folds it into the multiply-add as a broadcast operand where it is used once.</summary>
    public static string Broadcast(this VectorWidth width, string reference, long offset) =>
        $"Create({Element(reference, offset)})";

    public static string Constant(this VectorWidth width, float value) =>
        $"Create({value.ToString("G9", CultureInfo.InvariantCulture)}f)";

    /// <summary>a * b + c: fused where the machine can.</summary>
    public static string MultiplyAdd(this VectorWidth width, string a, string b, string c) => $"MultiplyAddEstimate({a}, {b}, {c})";

    public static string Zero(this VectorWidth width) => Vector + ".Zero";

    /// <summary>The larger of two, NaN if one is; of a zero of each sign on x64 the second.</summary>
    /// <remarks>IEEE 754's maximum takes three times the instructions on x64. The native one gives the second operand if either is NaN there; the bits of a mask that is set are a NaN.</remarks>
    /// <param name="width">The vectors.</param>
    /// <param name="a">One, best a name, since it is told twice.</param>
    /// <param name="b">The other one.</param>
    public static string Max(this VectorWidth width, string a, string b) => $"(MaxNative({a}, {b}) | IsNaN({a}))";

    public static string Declare(this VectorWidth width, string name, string value) => $"{Vector} {name} = {value};";

    public static string Element(string reference, long offset) => offset == 0 ? reference : $"Unsafe.Add(ref {reference}, {Number(offset)})";

    /// <summary>A reference moved by a constant and by terms such as <c> + (row * 224)</c>.</summary>
    public static string At(string reference, long offset, params string[] terms)
    {
        string sum = string.Concat(terms);
        string total = offset != 0 ? Number(offset) + sum
            : sum.Length == 0 ? ""
            : WithoutParentheses(sum.Substring(3));
        return total.Length == 0 ? $"ref {reference}" : $"ref Unsafe.Add(ref {reference}, {total})";
    }

    // A term alone needs none.
    private static string WithoutParentheses(string sum) =>
        sum[0] == '(' && sum.IndexOf(" + ", System.StringComparison.Ordinal) < 0 ? sum.Substring(1, sum.Length - 2) : sum;
}
