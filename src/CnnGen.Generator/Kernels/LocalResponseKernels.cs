using System;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Kernels;

/// <summary>Divides each element by a power of the squares of the channels around it.</summary>
/// <remarks>A pixel's squares are laid side by side with zeros at both ends, so that a window is as many loads as it has channels, wherever blocks begin.</remarks>
internal sealed record LocalResponseKernel(LocalResponse Response, TensorForm X, TensorForm Y, KernelActivation? Activation) : Kernel
{
    public override string Name => $"LocalResponse{LocalResponseText.Suffix(Response)}_{KernelNames.Form(X)}{KernelNames.Others(X, Y)}{KernelNames.Activation(Activation)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float squares, ref float y" + Activation.Parameters(), $"{X} -> {Y}; {Number(Response.Size)} channels", writer => WritePixels(writer, new LocalResponseText(writer, kernel.Width, Response, X)));

    private void WritePixels(CodeWriter writer, LocalResponseText text)
    {
        text.ClearMargins("squares");
        using LoopNest row = writer.Nest("", X.Size with { Columns = 1 });
        using (CodeWriter.LoopBlock column = writer.Loop("column", X.Size.Columns))
        {
            using IDisposable? scope = column.Variable is null ? writer.Scope() : null;
            WritePixel(writer, text, row, column);
        }

        if (Activation.OverMemory() is { } function)
        {
            using CodeWriter.LoopBlock plane = writer.Loop("plane", Y.Planes);
            function.WriteOver(writer, text.Width, new StoredRow(Row(Activation.Stored(Y)), Row(("y", Y)), ActivationText.SlopesOf(function, "s", plane.Times(Tensor.Block)), Number(Y.Size.Columns), Number(Y.Step.Columns)));

            string Row((string Name, TensorForm Form) tensor) => At(tensor.Name, tensor.Form.Origin, plane.Times(tensor.Form.PlaneStride), row.Times(tensor.Form.Step));
        }
    }

    private void WritePixel(CodeWriter writer, LocalResponseText text, LoopNest row, CodeWriter.LoopBlock column)
    {
        (string name, TensorForm stored) = Activation.Stored(Y);
        ElementFunction? function = Activation.InRegisters();
        writer.Line($"ref float xp = {At("x", X.Origin, row.Times(X.Step), column.Times(X.Step.Columns))};");
        writer.Line($"ref float yp = {At(name, stored.Origin, row.Times(stored.Step), column.Times(stored.Step.Columns))};");
        text.WriteSquares();
        using CodeWriter.LoopBlock plane = writer.Loop("plane", X.Planes);
        using CodeWriter.LoopBlock part = text.Parts();

        // What follows may have a name that the squares have taken.
        using IDisposable? scope = function is { TakesOperandOnce: false } && part.Variable is null && plane.Variable is null ? writer.Scope() : null;
        text.WriteSum("squares", Response.Before(X.Channels), plane, part);
        writer.Line($"{Vector} scale = {text.Scale("sum")};");
        if (ActivationText.HasSlopes(function))
        {
            string first = At("s", 0, plane.Times(Tensor.Block), part.Times(text.Width.Lanes));
            writer.Line(text.Width.Declare("slope", ActivationText.SlopesAt(function!, first)));
        }

        ActivationText.Store(writer, text.Width, function, $"LoadUnsafe({text.Element("xp", X, plane, part)}) * {text.Power("scale")}", text.Element("yp", stored, plane, part));
    }
}

/// <summary>The gradient through such a division.</summary>
internal sealed record LocalResponseGradientKernel(LocalResponse Response, TensorForm X, TensorForm OutputGradient, TensorForm InputGradient) : Kernel
{
    public override string Name => $"LocalResponseGradient{LocalResponseText.Suffix(Response)}_{KernelNames.Form(X)}{KernelNames.Others(X, OutputGradient, InputGradient)}";

    public override void Write(KernelWriter kernel) => kernel.Main(
        "ref float x, ref float dy, ref float strips, ref float dx",
        $"{X} and {OutputGradient} -> {InputGradient}; {Number(Response.Size)} channels",
        writer => WritePixels(writer, new LocalResponseText(writer, kernel.Width, Response, X)));

    private void WritePixels(CodeWriter writer, LocalResponseText text)
    {
        writer.Line("ref float squares = ref strips;");
        writer.Line($"ref float quotients = {At("strips", Response.StripLength(X.Channels))};");
        text.ClearMargins("squares");
        text.ClearMargins("quotients");
        using LoopNest pixel = writer.Nest("", X.Size);
        writer.Line($"ref float xp = {At("x", X.Origin, pixel.Times(X.Step))};");
        writer.Line($"ref float dyp = {At("dy", OutputGradient.Origin, pixel.Times(OutputGradient.Step))};");
        writer.Line($"ref float dxp = {At("dx", InputGradient.Origin, pixel.Times(InputGradient.Step))};");
        text.WriteSquares();
        using (CodeWriter.LoopBlock plane = writer.Loop("plane", X.Planes))
        {
            using CodeWriter.LoopBlock part = text.Parts();
            using IDisposable? scope = part.Variable is null && plane.Variable is null ? writer.Scope() : null;
            text.WriteSum("squares", Response.Before(X.Channels), plane, part);
            writer.Line($"{Vector} scale = {text.Scale("sum")};");
            writer.Line($"{Vector} direct = LoadUnsafe({text.Element("dyp", OutputGradient, plane, part)}) * {text.Power("scale")};");
            writer.Line(text.Width.StoreAt("direct", text.Element("dxp", InputGradient, plane, part)));
            writer.Line(text.Width.StoreAt($"direct * LoadUnsafe({text.Element("xp", X, plane, part)}) / scale", text.InStrip("quotients", plane, part)));
        }

        // The channels whose windows an element is in lie the other way round.
        using (CodeWriter.LoopBlock plane = writer.Loop("plane", X.Planes))
        {
            using CodeWriter.LoopBlock part = text.Parts();
            using IDisposable? scope = part.Variable is null && plane.Variable is null ? writer.Scope() : null;
            text.WriteSum("quotients", Response.After(X.Channels), plane, part);
            double factor = -2 * Response.Alpha * Response.Beta / Response.Size;
            string share = $"LoadUnsafe({text.Element("xp", X, plane, part)}) * {text.Width.Constant((float)factor)}";
            string direct = $"LoadUnsafe({text.Element("dxp", InputGradient, plane, part)})";
            writer.Line(text.Width.StoreAt(text.Width.MultiplyAdd(share, "sum", direct), text.Element("dxp", InputGradient, plane, part)));
        }
    }
}

/// <summary>What both directions of a local response normalisation have in common.</summary>
internal sealed class LocalResponseText(CodeWriter writer, VectorWidth width, LocalResponse response, TensorForm x)
{
    private const int MostUnrolled = 9;

    public VectorWidth Width => width;

    /// <summary>The numbers that a kernel's text depends on, as part of its name.</summary>
    public static string Suffix(LocalResponse response) => $"_{Number(response.Size)}{Part("a", response.Alpha)}{Part("b", response.Beta)}{Part("k", response.K)}";

    /// <summary>Writes zeros at both ends of a strip, where windows look past the channels.</summary>
    public void ClearMargins(string strip)
    {
        int margin = response.Margin(x.Channels);
        if (margin > 0)
        {
            using CodeWriter.LoopBlock zero = writer.Loop("zero", margin, width.Lanes);
            writer.Line(width.StoreAt(width.Zero(), At(strip, 0, zero.Times(1))));
            writer.Line(width.StoreAt(width.Zero(), At(strip, response.StripLength(x.Channels) - margin, zero.Times(1))));
        }
    }

    /// <summary>Lays the squares of a pixel's channels side by side.</summary>
    public void WriteSquares()
    {
        using CodeWriter.LoopBlock plane = writer.Loop("plane", x.Planes);
        using CodeWriter.LoopBlock part = Parts();
        using IDisposable? scope = part.Variable is null && plane.Variable is null ? writer.Scope() : null;
        writer.Line($"{Vector} value = LoadUnsafe({Element("xp", x, plane, part)});");
        writer.Line(width.StoreAt("value * value", InStrip("squares", plane, part)));
    }

    /// <summary>Loops over the vectors of a block.</summary>
    public CodeWriter.LoopBlock Parts() => writer.Loop("part", Tensor.Block / width.Lanes);

    /// <summary>A pixel's vector in a tensor.</summary>
    public string Element(string pixel, TensorForm form, CodeWriter.LoopBlock plane, CodeWriter.LoopBlock part) => At(pixel, 0, plane.Times(form.PlaneStride), part.Times(width.Lanes));

    /// <summary>A pixel's vector in a strip.</summary>
    public string InStrip(string strip, CodeWriter.LoopBlock plane, CodeWriter.LoopBlock part) => At(strip, response.Margin(x.Channels), plane.Times(Tensor.Block), part.Times(width.Lanes));

    /// <summary>Declares the sum of a window that begins some channels in front.</summary>
    public void WriteSum(string strip, int before, CodeWriter.LoopBlock plane, CodeWriter.LoopBlock part)
    {
        writer.Line($"ref float window = {At(strip, response.Margin(x.Channels) - before, plane.Times(Tensor.Block), part.Times(width.Lanes))};");
        int channels = response.Window(x.Channels);
        if (channels <= MostUnrolled)
        {
            writer.Line($"{Vector} sum = {string.Join(" + ", Enumerable.Range(0, channels).Select(channel => width.Load("window", channel)))};");
            return;
        }

        writer.Line(width.Declare("sum", width.Zero()));
        using CodeWriter.LoopBlock neighbour = writer.Loop("neighbour", channels);
        writer.Line($"sum += LoadUnsafe({At("window", 0, neighbour.Times(1))});");
    }

    /// <summary>k + alpha / size * sum</summary>
    public string Scale(string sum) => width.MultiplyAdd(sum, width.Constant((float)(response.Alpha / response.Size)), width.Constant((float)response.K));

    /// <summary>scale^-beta: by roots where they do.</summary>
    public string Power(string scale) => response.Beta switch
    {
        0 => width.Constant(1),
        0.5 => $"({width.Constant(1)} / Sqrt({scale}))",
        0.75 => $"({width.Constant(1)} / (Sqrt({scale}) * Sqrt(Sqrt({scale}))))",
        1 => $"({width.Constant(1)} / {scale})",
        _ => $"Exp(Log({scale}) * {width.Constant((float)-response.Beta)})",
    };

    private static string Part(string name, double value) =>
        "_" + name + value.ToString("R", CultureInfo.InvariantCulture).Replace('.', 'p').Replace('-', 'm').Replace("+", "");
}
