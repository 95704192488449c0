using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Kernels;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Generator.Tests;

/// <summary>Every way in which C# lets a network be written.</summary>
public sealed class DeclarationFormTests
{
    private const string Layers = "[Input(1, 8, 8), Conv(2, 3), ReLU, Linear(2)]";

    [Theory]
    [InlineData($"namespace A.B; {Layers} public partial class Net;", "A.B.Net")]
    [InlineData($"namespace A {{ namespace B {{ {Layers} internal partial class Net {{ }} }} }}", "A.B.Net")]
    [InlineData($"public partial class Outer {{ {Layers} public partial class Net; }}", "Outer.Net")]
    [InlineData($"public partial class Outer {{ public partial struct Middle {{ {Layers} internal partial class Net; }} }}", "Outer.Middle.Net")]
    [InlineData($"public partial interface IOuter {{ {Layers} public partial class Net; }}", "IOuter.Net")]
    [InlineData($"public partial record Outer(int A) {{ {Layers} public partial class Net; }}", "Outer.Net")]
    [InlineData($"public partial record struct Outer(int A) {{ {Layers} public partial class Net; }}", "Outer.Net")]
    [InlineData($"public static partial class Outer {{ {Layers} public partial class Net; }}", "Outer.Net")]
    [InlineData($"{Layers} partial class Net;", "Net")]
    [InlineData($"{Layers} public sealed partial class Net;", "Net")]
    [InlineData($"{Layers} public partial class @class;", "@class")]
    [InlineData($"namespace @namespace.@int; {Layers} public partial class @event;", "@namespace.@int.@event")]
    [InlineData($"public partial class @class {{ {Layers} public partial class record_; }}", "@class.record_")]
    [InlineData($"{Layers} public partial class Größe;", "Größe")]
    [InlineData($"{Layers} public partial class Net; public partial class Net {{ }} partial class Net {{ public int A; }}", "Net")]
    public void AnyPlace_IsFine(string source, string type) =>
        DiagnosticAssert.Reports("using CnnGen; " + source + ShapeDiagnosticTests.Use("global::" + type));

    [Theory]
    [InlineData("using C = CnnGen.ConvAttribute; using Entry = CnnGen.InputAttribute; [Entry(1, 8, 8), C(2, 3), CnnGen.ReLU, CnnGen.LinearAttribute(2)] public partial class Net;")]
    [InlineData("using static CnnGen.Fit; using CnnGen; [Input(1, 7, 7), Conv(2, 3, Stride = 3, Fit = Floor)] public partial class Net;")]
    [InlineData("using F = CnnGen.Fit; using CnnGen; [Input(1, 7, 7), Network(Fit = F.Floor), Conv(2, 3, Stride = 3)] public partial class Net;")]
    [InlineData("using CnnGen; [Input(Channels, Size * 2, Size << 1), Conv(2, Size - 1), Linear((int)Kind.Two)] public partial class Net { private const int Channels = 1; private const int Size = 4; private enum Kind { Two = 2 } }")]
    [InlineData("using CnnGen; public static class Sizes { public const int Width = 32; public const string Skip = nameof(Width); } [Input(3, Sizes.Width, Sizes.Width), Conv(3, 3, Pad = 1), ReLU(Name = Sizes.Skip), Conv(3, 3, Pad = 1), Add(nameof(Sizes.Width))] public partial class Net;")]
    [InlineData("using CnnGen; [Input(width: 8, height: 8, channels: 1), Conv(kernel: sizeof(int) - 1, filters: 'b' - 'a' + 1), Dropout(1 / 2f), Linear(features: checked(1 + 1))] public partial class Net;")]
    [InlineData("[global::CnnGen.Input(1, 8, 8)] [global::CnnGen.ConvAttribute(2, 3, Bias = !true)] public partial class Net;")]
    [InlineData("using CnnGen; [Input(1, 8, 8)] [type: Conv(2, 3)] public partial class Net;")]
    [InlineData("using CnnGen;\n#if true\n[Input(1, 8, 8)]\n#else\n[Input(2, 8, 8)]\n#endif\n/* one */ [Conv(2, /* two */ 3)] // three\npublic partial class Net;")]
    public void AnySpelling_IsFine(string source) => DiagnosticAssert.Reports(source + ShapeDiagnosticTests.Use("Net"));

    [Theory]
    [InlineData("using C = CnnGen.ConvAttribute; [{|CNN007:C|}(2, 3)] public partial class Net;")]
    [InlineData("namespace A; using Layer = CnnGen.LinearAttribute; [{|CNN007:Layer|}(2)] public partial class Net;")]
    [InlineData("using CnnGen; [{|CNN007:Add|}(\"a\")] public partial class Net;")]
    [InlineData("using CAttribute = CnnGen.ConvAttribute; [CnnGen.Input(1, 7, 7), C(2, 3, Stride = {|CNN001:3|})] public partial class Net;")]
    [InlineData("using CnnGen; [Input(1, 7, 7), Conv(2, 3, Stride = {|CNN001:Sizes.Stride|})] public partial class Net; public static class Sizes { public const int Stride = 3; }")]
    public void AnySpelling_IsCheckedToo(string markup) => DiagnosticAssert.Reports(markup);

    [Fact]
    public void ArgumentThatIsNoConstant_IsTheCompilersErrorAlone() => DiagnosticAssert.ReportsAmongOthers(
        "using CnnGen; [Input(1, 7, 7), Conv(2, 3, Stride = nameof(Sizes).Length)] public partial class Net; public static class Sizes { }");

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")] // its minus is U+2212
    public void Culture_ChangesNeitherBytesNorMessages(string culture)
    {
        // Where cultures are switched off this would test nothing.
        Assert.NotEqual("-0.5", (-0.5).ToString(new CultureInfo(culture)));
        string[] sources =
        [
            "[Input(1, 28, 28), Budget(Parameters = 3_000_000)] [Conv(1234, 5, Pad = 2), ReLU, MaxPool(2)] [Dropout(0.25), Linear(10, Name = \"I.ı.i\"), Softmax] public partial class Info_i;",
            "[Input(1, 7, 7)] [Conv(1, 3, Stride = 3)] public partial class Misfit;",
            "[Input(3, 8, 8)] [Dropout(1.5), Conv(1, 3), ReLU(Name = \"istanbul\"), Add(\"ISTANBUL\")] public partial class Named;",
            "[Input(1, 28, 28), Budget(Parameters = 1)] [Linear(12345)] public partial class Big;",
            "[Input(-1, 28, 28), Network(Fit = (Fit)(-1))] [Concat(Tensor.Input, Order = (ConcatOrder)(-1)), Linear(-3)] public partial class Negative;",
            "[Input(1, 28, 28), Budget(Parameters = -1)] [Conv(1, 3, Pad = -2), MaxPool(2, Fit = (Fit)(-1))] public partial class Signed;",
        ];
        (IReadOnlyDictionary<string, string> files, List<string> messages) = Run(CultureInfo.InvariantCulture, sources);
        (IReadOnlyDictionary<string, string> localFiles, List<string> localMessages) = Run(new CultureInfo(culture), sources);
        Assert.Contains("Info_i.Programs.g.cs", files.Keys);
        Assert.Equal(files, localFiles);
        Assert.Equal(messages, localMessages);
        Assert.Contains(messages, message => message.Contains("2.33", System.StringComparison.Ordinal));
    }

    [Fact]
    public void OrderOfFiles_ChangesNoBytes()
    {
        string[] sources =
        [
            "namespace A; [Input(1, 8, 8), Conv(2, 3), ReLU] public partial class Net;",
            "namespace B; [Input(1, 8, 8), Conv(2, 3), ReLU] public partial class Net;",
            "namespace B; [Input(1, 8, 8), Conv(2, 3), ReLU] public partial class net;",
            "[Input(2, 9, 9), Conv(2, 3), ReLU, MaxPool(2, Fit = Fit.Floor), Linear(3)] public partial class Other;",
        ];
        IReadOnlyDictionary<string, string> files = GeneratorRun.Of(sources).Files;
        Assert.True(files.Keys.Distinct(System.StringComparer.OrdinalIgnoreCase).Count() == files.Count, string.Join(", ", files.Keys));
        Assert.Equal(files, GeneratorRun.Of(sources.Reverse().ToArray()).Files);
        Assert.Equal(files, GeneratorRun.Of([sources[2], sources[0], sources[3], sources[1]]).Files);
    }

    private static (IReadOnlyDictionary<string, string> Files, List<string> Messages) Run(CultureInfo culture, string[] sources)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo uiBefore = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            CultureInfo.CurrentUICulture = culture;

            // What another culture has written would be taken for this one's.
            KernelText.Forget();
            GeneratorRun run = GeneratorRun.Of(sources);
            return (run.Files, run.Result.Diagnostics.Select(diagnostic => diagnostic.GetMessage(culture)).ToList());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = uiBefore;
        }
    }
}
