using System;
using System.Globalization;
using Xunit;

namespace CnnGen.Runtime.Tests;

/// <summary>The layer table as text and as a diagram.</summary>
public sealed class NetworkInfoTests
{
    private static readonly NetworkInfo Info = new(
        "LeNet5",
        [1, 28, 28],
        [
            new LayerInfo("conv1", "Conv(6, 5, Pad = 2)", [-1], [6, 28, 28], 156, 117_600, 122_304, 18_816, new ReceptiveField(5, 5, 1, 1)),
            new LayerInfo("relu1", "ReLU", [0], [6, 28, 28], 0, 0, 4_704, 18_816, new ReceptiveField(5, 5, 1, 2)),
            new LayerInfo("add1", "Add(\"conv1\")", [1, 0], [6, 28, 28], 0, 0, 4_704, 18_816, new ReceptiveField(7, 5, 1, 1)),
            new LayerInfo("fc1", "Linear(120)", [2], [120], 564_600, 564_480, 564_600, 480, null),
        ],
        [new OutputInfo("output", 3, [120])],
        new NetworkMemory(40_960, 2_258_944, 0) { Training = new TrainingMemory(81_920, 4_096, 64, 1_024, 2_258_944, 12_288) });

    [Fact]
    public void Table_IsAlignedWithTotals_InAnyCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(
                """
                LeNet5
                layer  declared as          output   parameters  multiply-adds  operations  activation bytes  receptive field  its stride
                -----  -------------------  -------  ----------  -------------  ----------  ----------------  ---------------  ----------
                input                       1x28x28
                conv1  Conv(6, 5, Pad = 2)  6x28x28         156        117,600     122,304            18,816                5           1
                relu1  ReLU                 6x28x28           0              0       4,704            18,816                5         1x2
                add1   Add("conv1")         6x28x28           0              0       4,704            18,816              7x5           1
                fc1    Linear(120)          120         564,600        564,480     564,600               480              all
                -----  -------------------  -------  ----------  -------------  ----------  ----------------  ---------------  ----------
                total                                   564,756        682,080     696,312            56,928
                workspace 40,960 bytes, packed weights 2,258,944 bytes
                training 81,920 bytes a sample, 5,000,256 bytes a batch of 32

                """.ReplaceLineEndings("\n"),
                Info.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Diagram_HasAnEdgeWithItsShape_FromEachInput() => Assert.Equal(
        """
        graph TD
            input(["LeNet5 input"])
            layer0["conv1<br/>Conv(6, 5, Pad = 2)"]
            input -->|"1x28x28"| layer0
            layer1["relu1<br/>ReLU"]
            layer0 -->|"6x28x28"| layer1
            layer2["add1<br/>Add(#quot;conv1#quot;)"]
            layer1 -->|"6x28x28"| layer2
            layer0 -->|"6x28x28"| layer2
            layer3["fc1<br/>Linear(120)"]
            layer2 -->|"6x28x28"| layer3
            output(["output"])
            layer3 -->|"120"| output

        """.ReplaceLineEndings("\n"),
        Info.ToMermaid());

    [Theory]
    [InlineData(1)]
    [InlineData(-2)]
    public void InputsThatAreNoEarlierLayer_AreRefused(int input) => Assert.Throws<ArgumentException>(() =>
        new NetworkInfo("N", [1], [new LayerInfo("a", "ReLU", [-1], [1], 0, 0, 1, 4, null), new LayerInfo("b", "ReLU", [input], [1], 0, 0, 1, 4, null)], [new OutputInfo("output", 1, [1])], new NetworkMemory(0, 0, 0)));

    /// <summary>At most eight shards, and the first one's gradients are the batch's.</summary>
    [Theory]
    [InlineData(1, 81_920 + 4_096 + 64 + 1_024 + 2_258_944)]
    [InlineData(3, (3 * 81_920) + (3 * 4_096) + 64 + 1_024 + 2_258_944 + (2 * 12_288))]
    [InlineData(32, (32 * 81_920) + (8 * 4_096) + 64 + 1_024 + 2_258_944 + (7 * 12_288))]
    public void TrainingMemory_FollowsFromTheBatch(int batchSize, long bytes) => Assert.Equal(bytes, Info.Memory.Training!.Of(batchSize));

    [Fact]
    public void TrainingMemory_NeedsASample() => Assert.Throws<ArgumentOutOfRangeException>(() => Info.Memory.Training!.Of(0));

    [Fact]
    public void ASequence_HasOneNumberForWhatItSees()
    {
        NetworkInfo info = new("N", [1, 9], [new LayerInfo("a", "Conv(1, 3)", [-1], [1, 7], 4, 21, 28, 28, new ReceptiveField(1, 3, 1, 1))], [new OutputInfo("output", 0, [1, 7])], new NetworkMemory(0, 0, 0));
        Assert.DoesNotContain("1x3", info.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_AreTheLayersSums()
    {
        Assert.Equal(564_756, Info.Parameters);
        Assert.Equal(682_080, Info.MultiplyAdds);
        Assert.Equal(696_312, Info.Operations);
        Assert.Equal(56_928, Info.ActivationBytes);
        Assert.Equal(40_960, Info.Memory.Workspace);
    }
}
