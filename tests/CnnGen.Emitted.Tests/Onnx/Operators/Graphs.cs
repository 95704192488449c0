using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Cases of several nodes, which are named by these.</summary>
internal static class Graphs
{
    /// <summary>-sigmoid(tanh(x0 * (x0 + x1))).</summary>
    public static OnnxNetwork? AddMulTanhSigmoidNeg(OnnxCase recorded) =>
        Joins.Operands(recorded.Node)?.Then($"Add(\"x0\"), Multiply(\"x0\"), Tanh, Sigmoid(Name = \"y\"), {Formula.Minus("\"y\"")}");

    /// <summary>x0 * (x0 + x1).</summary>
    public static OnnxNetwork? AddMul(OnnxCase recorded) => Joins.Operands(recorded.Node)?.Then("Add(\"x0\"), Multiply(\"x0\")");

    /// <summary>exp(x) - c * x, which is the loss of counts c whose logarithms of means are x.</summary>
    public static OnnxNetwork ExpMulSub(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        OnnxTensor c = recorded.Nodes[1].Input(0);
        SideBySide operands = new((SampleView.Batch(x.Shape), x), (SampleView.Batch(c.Shape), c));
        string exponential = Formula.Exponential("\"x0\"");
        return operands.Then($"Multiply(\"x0\", Name = \"product\"), {exponential}, Subtract(\"product\", Order = ConcatOrder.RunningFirst)");
    }

    /// <summary>The sum of three, and the first and the second negated.</summary>
    public static OnnxNetwork[] SumNegNeg(OnnxCase recorded)
    {
        SideBySide operands = Joins.Operands(recorded.Node)!;
        string[] outputs = [$"Add({operands.Others})", Formula.Minus("\"x0\""), Formula.Minus("\"x1\"")];
        return [.. outputs.Select((layers, output) => operands.Then(layers) with { Output = output })];
    }
}
