using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Sums and products of two tensors or more, one of which may be a constant.</summary>
internal static class Arithmetic
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Add"] = Joined("Add", AddConstant),
        ["Sum"] = Joined("Add", AddConstant),
        ["Mul"] = Joined("Multiply", MultiplyByConstant),
        ["Mean"] = Joined("Average", null),
        ["Max"] = Joined("Max", MaxWithConstant),
        ["Sub"] = Subtract,
        ["Div"] = Divide,
        ["Min"] = Min,
    };

    /// <summary>Joins values element by element; one of fewer axes goes with every element of the others.</summary>
    public static Value Join(NodeLowering lowering, string kind, IReadOnlyList<Value> values)
    {
        int[] whole = values.Select(static value => value.Shape).Aggregate(Shapes.Broadcast);
        Value largest = values.FirstOrDefault(value => Shapes.Aligned(value.Shape, whole.Length).SequenceEqual(whole))
            ?? throw new ImportException($"{string.Join(" and ", values.Select(static value => Shapes.Text(value.Shape)))} widen each other; one of them must have the result's shape");
        largest = largest.With(largest.View.Reshaped(whole)!);
        foreach (Value value in values)
        {
            int[] axes = AxesOf(value, whole.Length);
            bool isInFront = largest.View.Order is { } order && order.Take(axes.Length).Order().SequenceEqual(axes);
            largest = isInFront || value.Layer.Elements == largest.Layer.Elements ? largest : lowering.WithFront(largest, axes);
        }

        Layer whole0 = largest.Layer;
        foreach (Value value in values.Where(value => value.Layer.Elements < largest.Layer.Elements))
        {
            int channels = value.Layer.Elements;
            whole0 = whole0.Shape[0] == channels ? whole0 : lowering.Reshaped(whole0, channels, whole0.Elements / channels);
        }

        List<Layer> layers = [.. values.Select(value => Fitted(lowering, value, largest with { Layer = whole0 }))];
        return new Value(lowering.Add(kind, whole0.Shape, layers), largest.View);
    }

    // The axes along which a value has more than one element, among those of the result.
    private static int[] AxesOf(Value value, int rank)
    {
        int[] aligned = Shapes.Aligned(value.Shape, rank);
        return [.. Enumerable.Range(0, rank).Where(axis => aligned[axis] != 1)];
    }

    /// <summary>A value as it lies in another one: of one shape where it has as many elements, a vector of channels where it has fewer.</summary>
    private static Layer Fitted(NodeLowering lowering, Value value, Value largest)
    {
        int rank = largest.Shape.Length;
        Value aligned = value.With(value.View.Reshaped(Shapes.Aligned(value.Shape, rank))!);
        if (aligned.Layer.Elements == largest.Layer.Elements)
        {
            if (aligned.View.IsSameAs(largest.View))
            {
                return lowering.Reshaped(aligned.Layer, largest.Layer.Shape);
            }

            int[] order = largest.View.Order
                ?? throw new ImportException("its inputs lie in orders that do not go together; simplify the model (onnxsim does)");
            return lowering.Reshaped(lowering.WithOrder(aligned, order).Layer, largest.Layer.Shape);
        }

        int[] axes = AxesOf(value, rank);
        int[] front = [.. largest.View.Order!.Where(axes.Contains)];
        Layer gate = lowering.WithOrder(aligned, front).Layer;
        bool isPoint = gate.Shape[0] == gate.Elements;
        return isPoint ? gate : lowering.Reshaped(gate, gate.Elements);
    }

    /// <summary>factor * x + constant with tensors of both; null stands for 1 and for 0.</summary>
    public static Value Affine(NodeLowering lowering, Value x, Constant? factor, Constant? constant)
    {
        int[] shape = new[] { factor, constant }.OfType<Constant>().Select(static tensor => tensor.Shape).Aggregate(x.Shape, Shapes.Broadcast);
        if (Shapes.Product(shape) != x.Layer.Elements)
        {
            throw new ImportException($"a constant widens {Shapes.Text(x.Shape)} to {Shapes.Text(shape)}, which no layer does");
        }

        foreach (Constant tensor in new[] { factor, constant }.OfType<Constant>())
        {
            lowering.RequireNoBatch(Shapes.Aligned(tensor.Shape, shape.Length) is [> 1, ..] ? [0] : [], "a constant differs");
        }

        View view = x.View.Reshaped(shape)!;
        int[] places = view.Places();
        double[] factors = Placed(factor, shape, places, 1);
        double[] constants = Placed(constant, shape, places, 0);
        int parts = PartsOf(x.Layer, view, factors, constants);
        return new Value(
            lowering.Add(new Layer(Kinds.Affine, x.Layer.Shape, x.Layer)
            {
                Origin = lowering.Node, Factors = OnePer(factors, parts), Constants = OnePer(constants, parts),
            }),
            view);
    }

    // Elements by their places in the layer's output.
    private static double[] Placed(Constant? tensor, int[] shape, int[] places, double otherwise)
    {
        double[] placed = [.. Enumerable.Repeat(otherwise, places.Length)];
        if (tensor is not null)
        {
            float[] values = tensor.Reals;
            int[] sources = Shapes.BroadcastPlaces(tensor.Shape, shape);
            for (int i = 0; i < places.Length; i++)
            {
                placed[places[i]] = values[sources[i]];
            }
        }

        return placed;
    }

    /// <summary>Into how few equal parts, behind each other, the output falls of which each has one number: all of it, its channels, or finer.</summary>
    private static int PartsOf(Layer layer, View view, params double[][] numbers)
    {
        List<int> candidates = [1, layer.Shape[0]];
        int parts = 1;
        foreach (Atom atom in view.Merged().OrderByDescending(static atom => atom.Stride))
        {
            candidates.Add(parts *= atom.Size);
        }

        candidates.AddRange(Enumerable.Range(1, layer.Shape.Length).Select(axes => Shapes.Product(layer.Shape[..axes])));
        return candidates.Order().First(count => numbers.All(array => IsEven(array, array.Length / count)));
    }

    private static bool IsEven(double[] numbers, int run)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] != numbers[i / run * run])
            {
                return false;
            }
        }

        return true;
    }

    private static double[] OnePer(double[] numbers, int parts) => [.. Enumerable.Range(0, parts).Select(part => numbers[part * (numbers.Length / parts)])];

    private static Action<NodeLowering> Joined(string kind, Func<NodeLowering, Value, Constant, Value>? withConstant) => lowering =>
    {
        List<Value> values = [];
        List<Constant> constants = [];
        for (int i = 0; i < lowering.InputCount; i++)
        {
            if (lowering.IsConstant(i))
            {
                constants.Add(Early(lowering, lowering.Constant(i, "operand"), i));
            }
            else
            {
                values.Add(lowering.Value(i));
            }
        }

        if (constants.Count > 0 && withConstant is null)
        {
            throw new ImportException("one of its inputs is a constant, which is not written as a layer");
        }

        Value joined = values.Count == 1 ? values[0] : Join(lowering, kind, values);
        lowering.Set(constants.Aggregate(joined, (value, constant) => withConstant!(lowering, value, constant)));
    };

    // Before version 7 the second operand is broadcast from an axis on.
    private static Constant Early(NodeLowering lowering, Constant constant, int place)
    {
        const int FirstBroadcast = 7;
        bool isBroadcast = lowering.Node.Flag("broadcast");
        int axis = lowering.Node.Integer("axis", -1);
        return lowering.Node.Version < FirstBroadcast && isBroadcast && axis >= 0 && place == 1
            ? constant.Reshaped([.. constant.Shape, .. Enumerable.Repeat(1, lowering.Value(0).Shape.Length - axis - constant.Shape.Length)])
            : constant;
    }

    private static Value AddConstant(NodeLowering lowering, Value value, Constant constant) => Affine(lowering, value, null, constant);

    private static Value MultiplyByConstant(NodeLowering lowering, Value value, Constant constant) => Affine(lowering, value, constant, null);

    /// <summary>max(x, c) = relu(x - c) + c, or a layer where there is one c.</summary>
    private static Value MaxWithConstant(NodeLowering lowering, Value value, Constant constant) => constant.Length > 1
        ? Affine(lowering, lowering.Apply(Affine(lowering, value, null, Negated(constant)), "ReLU"), null, constant)
        : constant.Number == 0 ? lowering.Apply(value, "ReLU")
        : lowering.Apply(value, "Clip", lowering.Argument(null, constant.Number), lowering.Argument(null, float.MaxValue));

    private static void Subtract(NodeLowering lowering)
    {
        lowering.Node.Ignore("broadcast", "axis");
        lowering.Set((lowering.IsConstant(0), lowering.IsConstant(1)) switch
        {
            (true, _) => Affine(lowering, lowering.Value(1), Constant(-1), lowering.Constant(0, "operand")),
            (_, true) => Affine(lowering, lowering.Value(0), null, Negated(lowering.Constant(1, "operand"))),
            _ => Join(lowering, "Subtract", [lowering.Value(0), lowering.Value(1)]),
        });
    }

    private static void Divide(NodeLowering lowering)
    {
        lowering.Node.Ignore("broadcast", "axis");
        if (lowering.AreWhole)
        {
            throw new ImportException("quotients of whole numbers are cut to whole numbers, which no layer does");
        }

        if (lowering.IsConstant(1))
        {
            Constant divisor = lowering.Constant(1, "divisor");
            Constant factor = new(divisor.Shape, Array.ConvertAll(divisor.Reals, static value => 1 / value));
            lowering.Set(Affine(lowering, lowering.Value(0), factor, null));
            return;
        }

        Value reciprocal = Formulas.Reciprocal(lowering, lowering.Value(1));
        lowering.Set(lowering.IsConstant(0)
            ? Affine(lowering, reciprocal, lowering.Constant(0, "operand"), null)
            : Join(lowering, "Multiply", [lowering.Value(0), reciprocal]));
    }

    /// <summary>-max(-x0, -x1, ...).</summary>
    private static void Min(NodeLowering lowering)
    {
        IEnumerable<int> places = Enumerable.Range(0, lowering.InputCount);
        List<Value> values = [.. places.Where(place => !lowering.IsConstant(place)).Select(lowering.Value)];
        List<Constant> constants = [.. places.Where(lowering.IsConstant).Select(place => lowering.Constant(place, "operand"))];
        Value least = values.Count == 1
            ? values[0]
            : Negative(lowering, Join(lowering, "Max", [.. values.Select(value => Negative(lowering, value))]));
        lowering.Set(constants.Aggregate(least, (value, constant) =>
            Negative(lowering, MaxWithConstant(lowering, Negative(lowering, value), Negated(constant)))));
    }

    private static Value Negative(NodeLowering lowering, Value value) => lowering.Affine(value, -1, 0);

    private static Constant Negated(Constant constant) => new(constant.Shape, Array.ConvertAll(constant.Reals, static value => -value));

    private static Constant Constant(float number) => new([], [number]);
}
