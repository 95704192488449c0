using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Onnx.Folding;
using CnnGen.Onnx.Graphs;
using CnnGen.Onnx.Layers;

namespace CnnGen.Onnx.Operators;

/// <summary>Products of matrices, one of which is a constant: a linear layer's weight, or that of a convolution of 1x1.</summary>
internal static class Products
{
    public static readonly Dictionary<string, Action<NodeLowering>> All = new()
    {
        ["Gemm"] = Gemm,
        ["MatMul"] = MatMul,
    };

    /// <summary>A value with one axis replaced by fixed sums over it: by what an operator does, and not by weights of the file.</summary>
    /// <param name="lowering">The node.</param>
    /// <param name="x">The value.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="sums">For each result the factor of each element of the axis.</param>
    public static Value Along(NodeLowering lowering, Value x, int axis, float[][] sums)
    {
        Constant rows = new([sums.Length, sums[0].Length], [.. sums.SelectMany(static row => row)]);
        return Times(lowering, x, axis, ArrangementRules.Transposed(rows, [1, 0]), null, isFirst: false, isFrozen: true);
    }

    /// <summary>alpha * A' * B' + beta * C, where A' or B' is a constant; alpha and beta are in the weights.</summary>
    private static void Gemm(NodeLowering lowering)
    {
        (bool transA, bool transB) = (lowering.Node.Flag("transA"), lowering.Node.Flag("transB"));
        lowering.Node.Ignore("broadcast");
        float alpha = (float)lowering.Node.Number("alpha", 1);
        float beta = (float)lowering.Node.Number("beta", 1);
        if (lowering.IsConstant(0))
        {
            Constant left = lowering.Constant(0, "A");
            Value b = transB ? Transposed(lowering.Value(1)) : lowering.Value(1);
            Value product = Times(lowering, b, 0, Scaled(transA ? left : ArrangementRules.Transposed(left, [1, 0]), alpha), null, isFirst: true);
            lowering.Set(WithConstant(lowering, product, beta));
            return;
        }

        Constant right = lowering.Constant(1, "weight");
        Value a = transA ? Transposed(lowering.Value(0)) : lowering.Value(0);
        Constant weight = Scaled(transB ? ArrangementRules.Transposed(right, [1, 0]) : right, alpha);
        int features = weight.Shape[1];
        Constant? bias = lowering.IsConstant(2) ? lowering.Constant(2, "bias") : null;
        bool isBias = bias is not null && (bias.Length == 1 || (bias.Length == features && bias.Shape[^1] == features));
        float[]? numbers = isBias ? [.. Enumerable.Range(0, features).Select(i => beta * bias!.Reals[bias.Length == 1 ? 0 : i])] : null;
        Value result = Times(lowering, a, a.Shape.Length - 1, weight, numbers is null ? null : new Weight("bias", [features], numbers, bias!.Name), isFirst: false);
        lowering.Set(isBias ? result : WithConstant(lowering, result, beta));
    }

    private static Value WithConstant(NodeLowering lowering, Value product, float beta) =>
        lowering.InputCount < 3 || lowering.Node.Inputs[2].Length == 0 ? product
        : lowering.IsConstant(2) ? ConstantArithmetic.Affine(lowering, product, null, Scaled(lowering.Constant(2, "C"), beta))
        : beta == 1 ? ElementJoins.Join(lowering, "Add", [product, lowering.Value(2)])
        : ElementJoins.Join(lowering, "Add", [product, lowering.Affine(lowering.Value(2), beta, 0)]);

    private static void MatMul(NodeLowering lowering)
    {
        if (lowering.IsConstant(1))
        {
            Constant right = lowering.Constant(1, "weight");
            Value x = lowering.Value(0);
            if (IsStack(right))
            {
                lowering.Set(TimesStack(lowering, x, right));
                return;
            }

            bool isVector = right.Shape.Length == 1;
            Constant weight = isVector ? right.Reshaped([right.Length, 1]) : right.Reshaped(right.Shape[^2..]);
            Value product = Times(lowering, x, x.Shape.Length - 1, weight, null, isFirst: false);
            lowering.Set(isVector ? product.With(product.View.Reshaped(product.Shape[..^1])!) : product);
            return;
        }

        if (!lowering.IsConstant(0))
        {
            throw new ImportException("it multiplies two tensors that both depend on the network's input, which no layer does");
        }

        Constant left = lowering.Constant(0, "weight");
        Value y = lowering.Value(1);
        if (IsStack(left))
        {
            // A B is what B' A' is, transposed.
            int[] exchanged = [.. Enumerable.Range(0, left.Shape.Length - 2), left.Shape.Length - 1, left.Shape.Length - 2];
            lowering.Set(TimesStack(lowering, y.Transposed(exchanged), ArrangementRules.Transposed(left, exchanged)).Transposed(exchanged));
            return;
        }

        Constant transposed = ArrangementRules.Transposed(left.Reshaped(left.Shape[^2..]), [1, 0]);
        lowering.Set(Times(lowering, y, y.Shape.Length - 2, transposed, null, isFirst: true));
    }

    private static bool IsStack(Constant constant) => constant.Shape.Length > 2 && Shapes.Product(constant.Shape[..^2]) > 1;

    /// <summary>A stack of matrices, each with its own: a convolution of 1x1 with a group for each.</summary>
    private static Value TimesStack(NodeLowering lowering, Value x, Constant stack)
    {
        int rank = x.Shape.Length;
        if (!stack.Shape[..^2].SequenceEqual(x.Shape[..^2]) || stack.Shape[^2] != x.Shape[^1])
        {
            throw new ImportException($"it multiplies {Shapes.Text(x.Shape)} by a stack of matrices, {Shapes.Text(stack.Shape)}; one matrix for each is expected");
        }

        int[] front = [.. Enumerable.Range(0, rank - 2), rank - 1];
        lowering.RequireNoBatch(front.Where(axis => x.Shape[axis] > 1), "it is multiplied");
        int groups = Shapes.Product(stack.Shape[..^2]);
        int channels = groups * stack.Shape[^2];
        Value lying = lowering.WithFront(x, front);
        Layer source = lowering.Reshaped(lying.Layer, channels, lying.Layer.Elements / channels);
        int[] exchanged = [.. front[..^1], rank - 1, rank - 2];
        Constant rows = ArrangementRules.Transposed(stack, exchanged);
        int filters = groups * stack.Shape[^1];
        Weight weight = new("weight", [filters, stack.Shape[^2], 1], rows.Reals, stack.Name);
        Layer layer = Convolutions.LayerOf(lowering.Node, source, [filters, source.Shape[1]], Window.Point(1), groups, [weight]);
        return new(lowering.Add(layer), View.InOrder([.. x.Shape[..^1], stack.Shape[^1]], [.. front, rank - 2]));
    }

    /// <summary>A value with one axis replaced by its products with a matrix: a linear layer where there is no other axis, else a convolution of 1x1.</summary>
    /// <param name="lowering">The node.</param>
    /// <param name="x">The value.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="matrix">A row for each element of the axis, a column for each result.</param>
    /// <param name="bias">What is added to each result; null for nothing.</param>
    /// <param name="isFirst">Whether the matrix is the product's first factor.</param>
    /// <param name="isFrozen">Whether the matrix is none that was learnt.</param>
    private static Value Times(NodeLowering lowering, Value x, int axis, Constant matrix, Weight? bias, bool isFirst, bool isFrozen = false)
    {
        lowering.RequireNoBatch([axis], isFirst ? "its rows are multiplied" : "it is multiplied");
        int inputs = x.Shape[axis];
        int outputs = matrix.Shape[1];
        if (matrix.Shape[0] != inputs)
        {
            throw new ImportException($"{Shapes.Text(x.Shape)} and a matrix of {Shapes.Text(matrix.Shape)} do not go together");
        }

        int[] shape = [.. x.Shape];
        shape[axis] = outputs;
        List<Weight> more = bias is null ? [] : [bias];
        Argument[] frozen = isFrozen ? [new("Frozen", "true")] : [];
        if (x.Layer.Elements == inputs)
        {
            Weight weight = new("weight", [outputs, inputs], Rows(matrix, x.View.Places()), matrix.Name);
            return new(lowering.Add("Linear", [outputs], [x.Layer], [Argument.Of(outputs), .. frozen], [weight, .. more]), View.Of(shape));
        }

        Value front = lowering.WithFront(x, axis);
        Layer channels = front.Layer.Shape[0] == inputs && front.Layer.Shape.Length > 1 ? front.Layer : lowering.Reshaped(front.Layer, inputs, front.Layer.Elements / inputs);
        Weight filters = new(
            "weight", [outputs, inputs, .. Enumerable.Repeat(1, channels.Shape.Length - 1)], Rows(matrix, [.. Enumerable.Range(0, inputs)]), matrix.Name);
        Window window = Window.Point(channels.Shape.Length - 1);
        Layer layer = Convolutions.LayerOf(lowering.Node, channels, [outputs, .. channels.Shape[1..]], window, 1, [filters, .. more]);
        layer.Arguments.AddRange(frozen);
        int[] order = [axis, .. front.View.Order!.Where(other => other != axis)];
        return new(lowering.Add(layer), View.InOrder(shape, order));
    }

    /// <summary>A row for each result, with its factors in the order in which the inputs lie.</summary>
    private static float[] Rows(Constant matrix, int[] places)
    {
        (int inputs, int outputs) = (matrix.Shape[0], matrix.Shape[1]);
        float[] values = matrix.Reals;
        float[] rows = new float[values.Length];
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
            {
                rows[(o * inputs) + places[i]] = values[(i * outputs) + o];
            }
        }

        return rows;
    }

    private static Value Transposed(Value x) => x.With(x.View.Transposed([1, 0]));

    private static Constant Scaled(Constant constant, float factor) =>
        factor == 1 ? constant : new(constant.Shape, Array.ConvertAll(constant.Reals, value => factor * value)) { Name = constant.Name };
}
