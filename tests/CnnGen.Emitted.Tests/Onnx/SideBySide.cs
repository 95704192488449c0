using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests.Onnx;

namespace CnnGen.Emitted.Tests.Onnx;

/// <summary>
/// Several tensors as the input of one network: a sample has those of all tensors behind each other as its channels, the last tensor's first,
/// and slices named x0, x1, ... take them apart again, of which the last is the running output.
/// </summary>
internal sealed class SideBySide
{
    private readonly IReadOnlyList<(SampleView View, float[] Values)> _operands;

    public SideBySide(params (SampleView View, OnnxTensor Tensor)[] operands) =>
        _operands = operands.Select(operand => (operand.View, operand.Tensor.Values)).ToList();

    /// <summary>How many tensors.</summary>
    public int Count => _operands.Count;

    /// <summary>The names of all but the running output, as arguments of a join; of one tensor alone its own.</summary>
    public string Others => OthersAs("x");

    /// <summary>Such names where something else has been made of each tensor.</summary>
    /// <param name="prefix">What stands in the names in front of the number.</param>
    public string OthersAs(string prefix) => string.Join(", ", Enumerable.Range(0, Math.Max(1, Count - 1)).Select(i => $"\"{prefix}{i}\""));

    /// <summary>The network that takes the tensors apart and goes on with some layers.</summary>
    public OnnxNetwork Then(string layers)
    {
        int[] shape = [_operands.Sum(operand => operand.View.Channels), .. _operands[0].View.Shape[1..]];
        SampleView all = new(_operands.Max(operand => operand.View.Samples), shape);
        return new($"{all.Input} [{Slices()}] [{layers}]", Enumerable.Range(0, all.Samples).SelectMany(Sample).ToArray());
    }

    private string Slices()
    {
        List<string> slices = [];
        int first = _operands.Sum(operand => operand.View.Channels);
        foreach ((SampleView view, float[] _) in _operands)
        {
            first -= view.Channels;
            slices.Add($"Slice({first}, {view.Channels}, From = Tensor.Input, Name = \"x{slices.Count}\")");
        }

        return string.Join(", ", slices);
    }

    // A tensor without samples of its own goes with every one: so ONNX broadcasts over the first axes.
    private IEnumerable<float> Sample(int sample) => _operands.Reverse().SelectMany(operand =>
        new ArraySegment<float>(operand.Values, operand.View.Samples == 1 ? 0 : sample * operand.View.Length, operand.View.Length));
}
