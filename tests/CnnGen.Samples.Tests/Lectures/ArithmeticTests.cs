using System;
using System.Linq;
using Lectures.Arithmetic;
using Xunit;

namespace CnnGen.Samples.Tests.Lectures;

/// <summary>The arithmetic's chapters against the lectures' figures.</summary>
public sealed class ArithmeticTests
{
    [Fact]
    public void Sizes_AreTheLectures()
    {
        Assert.Equal(75, SizesChapter.DotProductLength);
        Assert.Equal([1, 28, 28], OneFilter.Info.Layers[^1].OutputShape);
        Assert.Equal([6, 28, 28], SixFilters.Info.Layers[^1].OutputShape);
        Assert.Equal([10, 24, 24], TwoLayers.Info.Layers[^1].OutputShape);
        Assert.Equal("(32 - 5 + 2*0) / 1 + 1 = 28", new Window(32, 5).ToString());
    }

    [Fact]
    public void Strides_GiveFiveThreeAndNothingWhole()
    {
        Assert.Equal([5, 3, 2.33], StridesChapter.Windows.Select(window => Math.Round(window.Outputs, 2)));
        Assert.Equal("(7 - 3 + 2*0) / 3 + 1 = 2.33", StridesChapter.Windows[2].ToString());
        Assert.Equal([1, 5, 5], StrideOne.Info.Layers[0].OutputShape);
        Assert.Equal([1, 3, 3], StrideTwo.Info.Layers[0].OutputShape);
        Assert.Equal([1, 2, 2], StrideThreeFloored.Info.Layers[0].OutputShape);
    }

    [Fact]
    public void Padding_KeepsTheSize()
    {
        Assert.Equal([1, 2, 3], PaddingChapter.Kept.Select(kept => PaddingChapter.KeepingPad(kept.Kernel)));
        Assert.All(PaddingChapter.Kept, kept => Assert.Equal(kept.Info.InputShape, kept.Info.Layers[0].OutputShape));
        Assert.Equal([32, 28, 24, 20, 16], PaddingChapter.ShrinkingSizes);
    }

    [Fact]
    public void TenFilters_Have760Parameters()
    {
        Assert.Equal([10, 32, 32], TenFilters.Info.Layers[0].OutputShape);
        Assert.Equal((760, 76), (TenFilters.ParameterCount, ParametersChapter.ParametersOfFilter));
        Assert.Equal((768_000, 75), (TenFilters.MultiplyAdds, ParametersChapter.MultiplyAddsOfOutput));
        Assert.Equal(30_730, TenNeurons.ParameterCount);
        Assert.Equal(120_000 + 1, OneNeuron.ParameterCount);
    }

    [Fact]
    public void OneByOne_IsFullyConnectedAtEveryPixel()
    {
        Assert.Equal([32, 56, 56], OneByOne.Info.Layers[0].OutputShape);
        Assert.Equal(2_080, OneByOne.ParameterCount);
        (float[] convolution, float[] linear) = OneByOneChapter.OutputsAtOnePixel();
        Assert.Equal(32, convolution.Length);
        Assert.All(convolution.Zip(linear), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Assert.Contains(convolution, value => Math.Abs(value) > 0.1f);
    }

    [Fact]
    public void NarrowedFiveByFive_TakesATenthOfTheWork()
    {
        Assert.Equal(120_422_400, WideFiveByFive.MultiplyAdds);
        Assert.Equal(12_443_648, NarrowedFiveByFive.MultiplyAdds);
        Assert.Equal(9.68, OneByOneChapter.Saving, 0.005);
    }

    [Fact]
    public void Groups_HalveWeightsAndWork()
    {
        Assert.Equal(614_400, OneGroup.ParameterCount);
        Assert.Equal(OneGroup.ParameterCount, 2 * TwoGroups.ParameterCount);
        Assert.Equal(OneGroup.MultiplyAdds, 2 * TwoGroups.MultiplyAdds);
    }

    /// <summary>Howard et al. 2017, "MobileNets", table 4: 462 million multiply-adds and 2.36 million parameters, and 52.3 and 0.27 of them separably.</summary>
    [Fact]
    public void DepthwiseSeparable_SavesByTheFormula()
    {
        Assert.Equal((462_422_016, 2_359_296), (FullConvolution.MultiplyAdds, FullConvolution.ParameterCount));
        Assert.Equal((52_283_392, 266_752), (DepthwiseSeparable.MultiplyAdds, DepthwiseSeparable.ParameterCount));
        Assert.Equal(GroupsChapter.ShareByFormula, GroupsChapter.Share, 1e-12);
    }

    [Fact]
    public void Dilation_SeesFartherWithTheSameWeights()
    {
        Assert.Equal([3, 7, 15], DilationChapter.FieldsSeen);
        Assert.Equal([10, 10, 10], DilationChapter.ParametersOfLayers);
        Assert.Equal([1, 3, 3], DilatedOnSeven.Info.Layers[0].OutputShape);
        Assert.Equal([9, 0, 8, 0, 7, 0, 0, 0, 0, 0, 6, 0, 5, 0, 4, 0, 0, 0, 0, 0, 3, 0, 2, 0, 1], DilationChapter.ResponseToImpulse());
    }

    [Fact]
    public void ThreeSmallFilters_SeeAsMuchAsOneLargeOne()
    {
        Assert.Equal(new ReceptiveField(7, 7, 1, 1), ThreeSmallFilters.Info.Layers[^1].ReceptiveField);
        Assert.Equal(new ReceptiveField(7, 7, 1, 1), OneLargeFilter.Info.Layers[^1].ReceptiveField);
        Assert.Equal(3 * 9 * 64 * 64, ThreeSmallFilters.ParameterCount);
        Assert.Equal(49 * 64 * 64, OneLargeFilter.ParameterCount);
        Assert.Equal(new ReceptiveField(22, 22, 8, 8), Pyramid.Info.Layers[^1].ReceptiveField);
    }

    [Fact]
    public void Pooling_OfTheLecturesMatrix()
    {
        Assert.Equal([6, 8, 3, 4], PoolingChapter.Largest);
        Assert.Equal([3.25f, 5.25f, 2, 2], PoolingChapter.Mean);
        Assert.Equal([50 / 16f], PoolingChapter.GlobalMean);
        Assert.Equal([64, 112, 112], Halved.Info.Layers[0].OutputShape);
        Assert.Equal([96, 27, 27], Overlapping.Info.Layers[0].OutputShape);
    }

    [Fact]
    public void Transposed_AddsCopiesOfTheFilter()
    {
        float[] input = TransposedChapter.Input;
        float[] filter = TransposedChapter.Filter;
        Assert.Equal(
            [input[0] * filter[0], input[0] * filter[1], (input[0] * filter[2]) + (input[1] * filter[0]), input[1] * filter[1], input[1] * filter[2]],
            TransposedChapter.Output);
        Assert.Equal([1, 4, 4], Enlarging.Info.Layers[0].OutputShape);
        Assert.Equal([1, 2, 2], Reducing.Info.Layers[0].OutputShape);
    }
}
