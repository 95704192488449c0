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
            new LayerInfo("conv1", "Conv(6, 5, Pad = 2)", [6, 28, 28], 156, 117_600, 18_816, 5),
            new LayerInfo("relu1", "ReLU", [6, 28, 28], 0, 0, 18_816, 5),
            new LayerInfo("fc1", "Linear(120)", [120], 564_600, 564_480, 480, 0),
        ],
        40_960);

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
                layer  declared as          output   parameters  multiply-adds  activation bytes  receptive field
                -----  -------------------  -------  ----------  -------------  ----------------  ---------------
                input                       1x28x28
                conv1  Conv(6, 5, Pad = 2)  6x28x28         156        117,600            18,816                5
                relu1  ReLU                 6x28x28           0              0            18,816                5
                fc1    Linear(120)          120         564,600        564,480               480              all
                -----  -------------------  -------  ----------  -------------  ----------------  ---------------
                total                                   564,756        682,080            38,112
                workspace 40,960 bytes

                """.ReplaceLineEndings("\n"),
                Info.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Diagram_IsAChainWithShapes() => Assert.Equal(
        """
        graph TD
            input(["LeNet5 input"])
            layer0["conv1<br/>Conv(6, 5, Pad = 2)"]
            input -->|"1x28x28"| layer0
            layer1["relu1<br/>ReLU"]
            layer0 -->|"6x28x28"| layer1
            layer2["fc1<br/>Linear(120)"]
            layer1 -->|"6x28x28"| layer2
            output(["output"])
            layer2 -->|"120"| output

        """.ReplaceLineEndings("\n"),
        Info.ToMermaid());

    [Fact]
    public void QuotesInADeclaration_AreEscapedInTheDiagram()
    {
        NetworkInfo info = new("N", [1], [new LayerInfo("add1", "Add(\"skip\")", [1], 0, 0, 4, 1)], 0);
        Assert.Contains("Add(#quot;skip#quot;)", info.ToMermaid(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_AreTheLayersSums()
    {
        Assert.Equal(564_756, Info.Parameters);
        Assert.Equal(682_080, Info.MultiplyAdds);
        Assert.Equal(38_112, Info.ActivationBytes);
        Assert.Equal(40_960, Info.WorkspaceBytes);
    }
}
