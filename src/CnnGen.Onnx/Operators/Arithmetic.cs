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

        Value joined = values.Count == 1 ? values[0] : ElementJoins.Join(lowering, kind, values);
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

    private static Value AddConstant(NodeLowering lowering, Value value, Constant constant) => ConstantArithmetic.Affine(lowering, value, null, constant);

    private static Value MultiplyByConstant(NodeLowering lowering, Value value, Constant constant) => ConstantArithmetic.Affine(lowering, value, constant, null);

    /// <summary>max(x, c) = relu(x - c) + c, or a layer where there is one c.</summary>
    private static Value MaxWithConstant(NodeLowering lowering, Value value, Constant constant) => constant.Length > 1
        ? ConstantArithmetic.Affine(lowering, lowering.Apply(ConstantArithmetic.Affine(lowering, value, null, Negated(constant)), "ReLU"), null, constant)
        : constant.Number == 0 ? lowering.Apply(value, "ReLU")
        : lowering.Apply(value, "Clip", lowering.Argument(null, constant.Number), lowering.Argument(null, float.MaxValue));

    private static void Subtract(NodeLowering lowering)
    {
        lowering.Node.Ignore("broadcast", "axis");
        lowering.Set((lowering.IsConstant(0), lowering.IsConstant(1)) switch
        {
            (true, _) => ConstantArithmetic.Affine(lowering, lowering.Value(1), Constant(-1), lowering.Constant(0, "operand")),
            (_, true) => ConstantArithmetic.Affine(lowering, lowering.Value(0), null, Negated(lowering.Constant(1, "operand"))),
            _ => ElementJoins.Join(lowering, "Subtract", [lowering.Value(0), lowering.Value(1)]),
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
            lowering.Set(ConstantArithmetic.Affine(lowering, lowering.Value(0), factor, null));
            return;
        }

        Value reciprocal = Formulas.Reciprocal(lowering, lowering.Value(1));
        lowering.Set(lowering.IsConstant(0)
            ? ConstantArithmetic.Affine(lowering, reciprocal, lowering.Constant(0, "operand"), null)
            : ElementJoins.Join(lowering, "Multiply", [lowering.Value(0), reciprocal]));
    }

    /// <summary>-max(-x0, -x1, ...).</summary>
    private static void Min(NodeLowering lowering)
    {
        IEnumerable<int> places = Enumerable.Range(0, lowering.InputCount);
        List<Value> values = [.. places.Where(place => !lowering.IsConstant(place)).Select(lowering.Value)];
        List<Constant> constants = [.. places.Where(lowering.IsConstant).Select(place => lowering.Constant(place, "operand"))];
        Value least = values.Count == 1
            ? values[0]
            : Negative(lowering, ElementJoins.Join(lowering, "Max", [.. values.Select(value => Negative(lowering, value))]));
        lowering.Set(constants.Aggregate(least, (value, constant) =>
            Negative(lowering, MaxWithConstant(lowering, Negative(lowering, value), Negated(constant)))));
    }

    private static Value Negative(NodeLowering lowering, Value value) => lowering.Affine(value, -1, 0);

    private static Constant Negated(Constant constant) => new(constant.Shape, Array.ConvertAll(constant.Reals, static value => -value));

    private static Constant Constant(float number) => new([], [number]);
}
