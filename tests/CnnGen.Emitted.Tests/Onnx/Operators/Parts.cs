using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx.Operators;

/// <summary>Parts of a tensor along one axis, which is the channels.</summary>
internal static class Parts
{
    /// <summary>One network for each part.</summary>
    public static IEnumerable<OnnxNetwork> Split(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        int axis = recorded.Node.Axis(x.Shape.Length, 0);
        int first = 0;
        for (int part = 0; part < recorded.Outputs.Count; part++)
        {
            int count = recorded.Outputs[part].Shape[axis];
            yield return OnnxNetwork.Of(SampleView.Along(x.Shape, axis), x, $"Slice({first}, {count})") with { Output = part };
            first += count;
        }
    }

    /// <summary>One axis cut, in steps of 1; null for others, and for what is empty.</summary>
    public static OnnxNetwork? Slice(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        int[][] numbers = recorded.Node.Inputs.Skip(1).Select(tensor => tensor.Integers).ToArray();
        (int[] starts, int[] ends, int[] axes, int[] steps) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        IEnumerable<(int Axis, int First, int Count)> parts = axes.Select((axis, i) => Part(axis, x.Shape[axis], starts[i], ends[i]));
        (int Axis, int First, int Count)[] cuts = parts.Where(part => part.Count != x.Shape[part.Axis]).ToArray();
        return steps.All(step => step == 1) && cuts is [{ Count: > 0 } cut]
            ? OnnxNetwork.Of(SampleView.Along(x.Shape, cut.Axis), x, $"Slice({cut.First}, {cut.Count})")
            : null;
    }

    /// <summary>Half of the channels times the sigmoid of the other half.</summary>
    public static OnnxNetwork Glu(OnnxCase recorded)
    {
        OnnxTensor x = recorded.X;
        int axis = recorded.Node.Axis(x.Shape.Length, 0);
        int half = x.Shape[axis] / 2;
        string halves = $"Slice(0, {half}, Name = \"left\"), Slice({half}, {half}, From = Tensor.Input)";
        return OnnxNetwork.Of(SampleView.Along(x.Shape, axis), x, $"{halves}, Sigmoid, Multiply(\"left\")");
    }

    private static (int Axis, int First, int Count) Part(int axis, int size, int start, int end)
    {
        int first = Math.Min(start, size);
        return (axis, first, Math.Min(end, size) - first);
    }
}
