using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>The named view of weights, and the checks of a layout.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void Collection_HasTheParametersInOrder()
    {
        ParameterCollection parameters = new NetworkWeights(Layouts.Small()).Parameters;
        Assert.Equal(["conv1.weight", "conv1.bias", "fc1.weight"], parameters.Select(parameter => parameter.Name));
        Assert.Equal(3, parameters.Count);
        Assert.Same(parameters[1], parameters["conv1.bias"]);
        Assert.Equal([6, 1, 5, 5], parameters[0].Shape);
        Assert.Equal(150, parameters[0].Length);
        Assert.True(parameters[0].Trainable);
        Assert.Equal("conv1.weight [6, 1, 5, 5]", parameters[0].ToString());
    }

    [Fact]
    public void UnknownName_IsToldWithTheNearest()
    {
        ParameterCollection parameters = new NetworkWeights(Layouts.Small()).Parameters;
        KeyNotFoundException exception = Assert.Throws<KeyNotFoundException>(() => parameters["conv1.wieght"]);
        Assert.Equal(
            "no parameter is named 'conv1.wieght'; did you mean 'conv1.weight'? (there are 'conv1.weight', 'conv1.bias', 'fc1.weight')",
            exception.Message);
        exception = Assert.Throws<KeyNotFoundException>(() => parameters["zzz"]);
        Assert.DoesNotContain("did you mean", exception.Message, StringComparison.Ordinal);
        Assert.False(parameters.TryGet("zzz", out Parameter? none));
        Assert.Null(none);
        Assert.True(parameters.TryGet("fc1.weight", out Parameter? found));
        Assert.Equal(240, found.Length);
    }

    [Fact]
    public void Value_CopiesInAndOut()
    {
        NetworkWeights weights = new(Layouts.Small());
        Parameter parameter = weights.Parameters["fc1.weight"];
        float[] values = [.. Enumerable.Range(0, 240).Select(i => (float)i)];
        parameter.Value = values;
        float[] copy = parameter.Value;
        Assert.Equal(values, copy);
        copy[0] = 99;
        Assert.Equal(0f, parameter.Value[0]);

        // fc1 lies after conv1's tile of 16 and six biases; input 0 of filters 0, 1, ... come first in it.
        int start = (25 * 16) + 6;
        Assert.Equal([0f, 24f, 48f], weights.Memory.Span.Slice(start, 3).ToArray());
    }

    [Fact]
    public void Value_ReadsLikeAnArray_AndStaysWhatItWas()
    {
        Parameter parameter = new NetworkWeights(Layouts.Small()).Parameters["conv1.bias"];
        float[] own = [1, 2, 3, 4, 5, 6];
        ParameterValue before = own;
        own[0] = 99;
        parameter.Value = before;
        parameter.Value = [.. parameter.Value[..3], 7, 8, 9];
        Assert.Equal([1f, 2, 3, 4, 5, 6], before);
        Assert.Equal([1f, 2, 3, 7, 8, 9], parameter.Value);
        Assert.Equal(6, parameter.Value.Length);
        Assert.Equal(9f, parameter.Value[^1]);
        Assert.Equal(30f, parameter.Value.Sum());
        parameter.Value.ToArray()[0] = 99;
        parameter.CopyFrom(before);
        Assert.Equal(before, parameter.Value);
        Assert.Throws<IndexOutOfRangeException>(() => before[6]);
        Assert.Throws<ArgumentNullException>(() => parameter.Value = (float[])null!);
        Assert.Throws<ArgumentNullException>(() => parameter.Value = (ParameterValue)null!);
    }

    [Fact]
    public void WrongLength_IsToldWithNameAndLengths()
    {
        Parameter parameter = new NetworkWeights(Layouts.Small()).Parameters["conv1.bias"];
        foreach (Action call in new Action[]
        {
            () => parameter.Value = new float[5],
            () => parameter.CopyFrom(new float[5]),
            () => parameter.CopyTo(new float[5]),
        })
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(call);
            Assert.Contains("parameter 'conv1.bias' [6] has 6 elements; 5 were given", exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Copies_DoNotAllocate()
    {
        Parameter parameter = new NetworkWeights(Layouts.Small()).Parameters[0];
        float[] buffer = new float[parameter.Length];
        parameter.CopyTo(buffer);
        parameter.CopyFrom(buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            parameter.CopyTo(buffer);
            parameter.CopyFrom(buffer);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void SharedShapes_CannotBeChanged()
    {
        int[] shape = [2];
        WeightLayout layout = Layouts.Layout(Layouts.Weight("a", shape, new WeightPack(1, 2, 1, 1, 1), Initialization.Zeros, 1));
        shape[0] = 7;
        Assert.Equal([2], layout.Parameters[0].Shape);
        Assert.Null(layout.Parameters[0].Shape as int[]);
        Assert.Null(layout.Parameters as ParameterDescriptor[]);
        Assert.Null(new NetworkWeights(layout).Parameters["a"].Shape as int[]);
    }

    [Fact]
    public void Layout_HasASegmentAParameter()
    {
        WeightLayout layout = Layouts.Small();
        Assert.Equal(
            [
                new ParameterSegment("conv1.weight", 0, 400, true),
                new ParameterSegment("conv1.bias", 400, 6, true),
                new ParameterSegment("fc1.weight", 406, 384, true),
            ],
            layout.Segments.ToArray());
        Assert.Equal(790, layout.Floats);
    }

    [Fact]
    public void LayoutThatContradictsItself_IsTold()
    {
        WeightPack pack = new(1, 2, 1, 1, 1);
        ParameterDescriptor a = new("a", [2], pack, 0, Initialization.Zeros, 1, true);
        AssertLayout("'a': shape [3] has 3 elements; its packing takes 2", 2, a with { Shape = [3] });
        AssertLayout("'a': 2 floats at 1 lie outside", 2, a with { Offset = 1 });
        AssertLayout("'a': a fan-in of 0", 2, a with { Initialization = Initialization.HeNormal, FanIn = 0 });
        AssertLayout("'a' is there twice", 4, a, a with { Offset = 2 });
        AssertLayout("'a' and 'b' overlap", 4, a, a with { Name = "b", Offset = 1 });
        Assert.Throws<ArgumentException>(() => Layouts.Small().CreateParameters(new AlignedMemory(789)));
    }

    private static void AssertLayout(string part, int floats, params ParameterDescriptor[] parameters)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => new WeightLayout(parameters, floats));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }
}
