using System.Collections.Generic;
using System.Linq;
using CnnGen.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>What is advised on networks without errors, and where; and on which networks nothing is.</summary>
public sealed class AdviceTests
{
    private const string Skip = "[Input(16, 8, 8)] [Conv(16, 3, Pad = 1), ReLU(Name = \"skip\")]";

    [Theory]
    [InlineData("[Input(1, 28, 28)] [Conv(6, 5, Pad = 2), ReLU, MaxPool(2)] [Conv(16, 5), ReLU, MaxPool(2)] [Linear(120), ReLU] [Linear(84), ReLU] [Linear(10)]")]
    [InlineData("[Input(3, 227, 227)] [Conv(96, 11, Stride = 4), ReLU, MaxPool(3, Stride = 2)] [Conv(256, 5, Pad = 2), ReLU, MaxPool(3, Stride = 2)]"
        + "[Conv(384, 3, Pad = 1), ReLU] [Conv(384, 3, Pad = 1), ReLU] [Conv(256, 3, Pad = 1), ReLU, MaxPool(3, Stride = 2)]"
        + "[Linear(4096), ReLU, Dropout(0.5)] [Linear(4096), ReLU, Dropout(0.5)] [Linear(1000)]")]
    [InlineData("[Input(3, 224, 224)] [Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), ReLU, MaxPool(2)]"
        + "[Conv(128, 3, Pad = 1), ReLU, Conv(128, 3, Pad = 1), ReLU, MaxPool(2)]"
        + "[Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, Conv(256, 3, Pad = 1), ReLU, MaxPool(2)]"
        + "[Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]"
        + "[Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, Conv(512, 3, Pad = 1), ReLU, MaxPool(2)]"
        + "[Linear(4096), ReLU, Dropout(0.5), Linear(4096), ReLU, Dropout(0.5), Linear(1000)]")]
    public void CaseStudies_AreFine(string network) => Advises($"{network} partial class N;");

    [Theory]
    [InlineData("[Conv(16, 3, Pad = 1), ReLU] [Conv(16, 3, Pad = 1)] [Add(\"skip\"), ReLU]")]
    [InlineData("[Conv(32, 3, Stride = 2, Pad = 1, Fit = Fit.Floor), ReLU, Conv(32, 3, Pad = 1, Name = \"main\")] [Conv(32, 1, Stride = 2, From = \"skip\", Fit = Fit.Floor)] [Add(\"main\"), ReLU]")]
    [InlineData("[Conv(8, 1)] [Concat(\"skip\"), Conv(16, 3, Pad = 1), ReLU]")]
    [InlineData("[Conv(16, 3, Pad = 1)] [Add(\"skip\")] [Conv(16, 3, Pad = 1), ReLU]")]
    [InlineData("[Conv(16, 3, Pad = 1, Name = \"a\")] [Conv(16, 3, Pad = 1)] [Add(\"a\"), ReLU]")]
    public void Branches_AreFine(string block) => Advises($"{Skip} {block} partial class N;");

    [Fact]
    public void ResNetStemAndStages_AreFine() => Advises("""
        [Network(Fit = Fit.Floor)] [Input(3, 224, 224)]
        [Conv(64, 7, Stride = 2, Pad = 3), ReLU, MaxPool(3, Stride = 2, Pad = 1, Name = "stem")]
        [Conv(64, 3, Pad = 1), ReLU, Conv(64, 3, Pad = 1), Add("stem"), ReLU(Name = "stage1")]
        [Conv(128, 3, Stride = 2, Pad = 1), ReLU, Conv(128, 3, Pad = 1, Name = "main")]
        [Conv(128, 1, Stride = 2, From = "stage1"), Add("main"), ReLU]
        [AvgPool(28), Linear(1000)]
        partial class N;
        """);

    [Theory]
    [InlineData("[Conv(6, 5)] [{|CNN102:Conv|}(16, 5), ReLU]")]
    [InlineData("[Conv(6, 5), Dropout(0.5)] [{|CNN102:Conv|}(16, 5), ReLU]")]
    [InlineData("[Conv(6, 25)] [{|CNN102:Linear|}(10)]")]
    [InlineData("[Conv(6, 25), Flatten, Dropout(0.1), {|CNN102:Linear|}(10)]")]
    [InlineData("[Linear(120)] [{|CNN102:Linear|}(84)] [{|CNN102:Linear|}(10)]")]
    [InlineData("[Linear(32, Name = \"a\")] [Flatten, Linear(10, From = \"a\")]", "Flatten", "Linear")]
    [InlineData("[Conv(6, 5, Groups = 1)] [Conv(6, 5, Groups = 6), ReLU]")]
    [InlineData("[Conv(6, 1)] [Conv(6, 3, Groups = 6)] [Conv(16, 1), ReLU]")]
    [InlineData("[Conv(24, 1), ReLU] [Conv(8, 1)] [Conv(48, 1), ReLU]")]
    [InlineData("[Conv(24, 1), ReLU] [Conv(36, 1)] [{|CNN102:Conv|}(48, 1), ReLU]")]
    [InlineData("[Linear(64), ReLU] [Linear(8)] [Linear(64)]")]
    [InlineData("[Conv(6, 5), AvgPool(2)] [Conv(16, 5), ReLU]")]
    public void LinearPair_IsAdvised(string layers, params string[] marks)
    {
        // The branch case: what is read twice is silent, what is not read at all is CNN103's.
        string source = marks.Length == 0 ? layers : layers.Replace("Flatten", "{|CNN103:Flatten|}").Replace("Linear(10", "{|CNN102:Linear|}(10");
        Advises($"[Input(1, 28, 28)] {source} partial class N;");
    }
}
