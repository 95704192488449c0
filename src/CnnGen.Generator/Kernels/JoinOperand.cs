using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>A tensor that a join's kernels walk beside others.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Form">Where its elements lie.</param>
/// <param name="Whole">The form of what is walked.</param>
internal readonly record struct JoinOperand(string Name, TensorForm Form, TensorForm Whole)
{
    /// <summary>Whether a block's one vector goes with all elements.</summary>
    public bool IsWidened => Form.IsVector && !Whole.IsVector;

    /// <summary>What refers to a block's first element, or the vector that goes with all of them.</summary>
    public string First => Name + (IsWidened ? "v" : "c");

    /// <summary>The end of a name that a divisor changes.</summary>
    public static string Suffix(int divisor) => divisor switch
    {
        1 => "",
        -1 => "_negative",
        _ => $"_by{Number(divisor)}",
    };

    /// <summary>The loops over a block's elements: one for all of them where no operand has a border between its rows.</summary>
    public static PerAxis<int> Pixels(TensorForm whole, IEnumerable<JoinOperand> operands) =>
        operands.All(static operand => operand.IsWidened || operand.Form.Border.IsEmpty) ? new PerAxis<int>(1, 1, whole.Size.Product()) : whole.Size;

    /// <summary>Declares where a vector's elements begin, or the vector that goes with all of them.</summary>
    public void WriteFirst(CodeWriter writer, VectorWidth width, CodeWriter.LoopBlock plane, CodeWriter.LoopBlock part)
    {
        string first = VectorText.At(Name, Form.Origin, plane.Times(Form.PlaneStride), part.Times(width.Lanes));
        writer.Line(IsWidened ? width.Declare(First, $"LoadUnsafe({first})") : $"ref float {First} = {first};");
    }

    /// <summary>The elements at a pixel.</summary>
    public string At(LoopNest pixel) => IsWidened ? First : $"LoadUnsafe({VectorText.At(First, 0, pixel.Times(Form.Step))})";
}
