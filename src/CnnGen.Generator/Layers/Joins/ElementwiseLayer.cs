using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Model;
using CnnGen.Generator.Operations;
using CnnGen.Generator.Shapes;
using CnnGen.Generator.Tensors;

namespace CnnGen.Generator.Layers.Joins;

/// <summary>Outputs joined element by element, two at a time in their order. One with a single element a channel goes with every element of the others.</summary>
/// <param name="Kind">The layer's kind, for messages.</param>
/// <param name="Function">What is computed of two elements.</param>
internal sealed record ElementwiseLayer(string Kind, JoinKind Function) : Layer
{
    /// <summary>Whether the sum is divided by the number of operands.</summary>
    public bool IsMean { get; init; }

    /// <summary>Whether the named outputs come before the running one: of a difference they do, unless its Order says otherwise.</summary>
    public bool NamedFirst { get; init; }

    // The gradients of sums need no values, so each step may be written over the one before it.
    private bool KeepsValues => Function is JoinKind.Multiply or JoinKind.Max;

    /// <summary>Reads a join of any number of outputs, whose order does not matter.</summary>
    public static Layer? Parse(JoinKind function, bool isMean, LayerDeclaration declaration, LayerContext context) =>
        JoinRules.HasNames(declaration, context) ? new ElementwiseLayer(declaration.Kind, function) { IsMean = isMean } : null;

    /// <summary>Reads a difference of two outputs.</summary>
    public static Layer? ParseDifference(LayerDeclaration declaration, LayerContext context)
    {
        bool? runningFirst = JoinRules.ParseOrder(declaration, context);
        return JoinRules.HasNames(declaration, context) & JoinRules.HasOneName(declaration, context) && runningFirst is { } isFirst
            ? new ElementwiseLayer(declaration.Kind, JoinKind.Subtract) { NamedFirst = !isFirst }
            : null;
    }

    public override TensorShape? Infer(TensorShape input, LayerContext context) => JoinRules.InferWidened(Kind, context);

    public override IEnumerable<Operand> Arrange(Operand taken, IReadOnlyList<Operand> named) =>
        NamedFirst ? named.Concat([taken]) : new[] { taken }.Concat(named);

    public override long Operations(IReadOnlyList<TensorShape> inputs, TensorShape output) => (inputs.Count - (IsMean ? 0 : 1)) * output.Elements;

    /// <summary>What lies between the first two operands and the result, and the gradients by that; of a mean its gradient divided; of vectors that were volumes a copy.</summary>
    public override int InnerTensors(IReadOnlyList<TensorShape> inputs) =>
        (2 * (inputs.Count - 2)) + (IsMean ? 1 : 0) + inputs.Count(static shape => shape.SpatialRank == 0);

    public override void LowerForward(ForwardBuilder forward)
    {
        IReadOnlyList<Tensor> inputs = forward.Node.InputShapes.All(shape => shape == forward.Node.Output)
            ? forward.InOneShape(forward.Inputs, forward.Node.Output)
            : forward.Inputs.Zip(forward.Node.InputShapes, forward.AsShaped).ToList();
        Tensor y = forward.NewLike(forward.Node.Name, Whole(inputs));
        Tensor joined = inputs[0];
        for (int place = 1; place < inputs.Count; place++)
        {
            forward.Keep(KeyOf("operand", place), inputs[place]);
            forward.Keep(KeyOf("joined", place), joined);
            joined = AddStep(forward, joined, inputs[place], y, isLast: place == inputs.Count - 1);
        }

        forward.Output = y;
    }

    public override void LowerBackward(BackwardBuilder backward)
    {
        int id = backward.Node.Id;
        int count = backward.Inputs.Count;
        Tensor gradient = backward.OutputGradient;
        if (IsMean)
        {
            Tensor divided = backward.NewLike(gradient.Name + "_mean", gradient);
            backward.Add(new JoinGradient(id, JoinKind.Add, gradient, gradient, gradient, divided) { Divisor = count });
            gradient = divided;
        }

        for (int place = count - 1; place > 0; place--)
        {
            Tensor operand = backward.Kept(KeyOf("operand", place));
            Tensor joined = backward.Kept(KeyOf("joined", place));
            AddInputGradient(backward, place, GradientBy(backward, operand, joined, gradient, Function == JoinKind.Subtract ? -1 : 1));
            gradient = GradientBy(backward, joined, operand, gradient, 1);
        }

        AddInputGradient(backward, 0, gradient);
    }

    /// <summary>Joins one operand more.</summary>
    private Tensor AddStep(ForwardBuilder forward, Tensor joined, Tensor operand, Tensor y, bool isLast)
    {
        Tensor whole = Whole([joined, operand]);
        bool isWritten = isLast || ((!KeepsValues || !forward.IsTraining) && whole.HasShapeOf(y));
        Tensor result = isWritten ? y : forward.NewLike($"{y.Name}_of_{operand.Name}", whole);
        bool isSum = Function == JoinKind.Add && !(isLast && IsMean) && joined.HasShapeOf(operand);
        forward.Add(isSum
            ? new Sum(forward.Node.Id, joined, operand, result)
            : new Join(forward.Node.Id, Function, joined, operand, result) { Divisor = isLast && IsMean ? forward.Inputs.Count : 1 });
        return result;
    }

    /// <summary>The gradient by an operand from that by the result: of a sum the very same, where the operand is not widened.</summary>
    private Tensor GradientBy(BackwardBuilder backward, Tensor operand, Tensor other, Tensor gradient, int divisor)
    {
        if (!KeepsValues && divisor == 1 && operand.HasShapeOf(gradient))
        {
            return gradient;
        }

        Tensor result = backward.NewLike("d" + operand.Name, operand);
        JoinKind kind = KeepsValues ? Function : JoinKind.Add;
        backward.Add(new JoinGradient(backward.Node.Id, kind, operand, other, gradient, result) { Divisor = divisor });
        return result;
    }

    // In the input's own shape of memory.
    private static void AddInputGradient(BackwardBuilder backward, int input, Tensor gradient) =>
        backward.AddInputGradient(input, backward.AsSized(gradient, backward.Inputs[input]));

    private static Tensor Whole(IReadOnlyList<Tensor> tensors) => tensors.FirstOrDefault(static tensor => !tensor.IsVector) ?? tensors[0];

    private static string KeyOf(string what, int place) => what + place.ToString(CultureInfo.InvariantCulture);
}
