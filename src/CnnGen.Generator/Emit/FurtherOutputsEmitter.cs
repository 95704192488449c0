using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the Forward that takes a span for every output, of networks that have marked ones.</summary>
internal static class FurtherOutputsEmitter
{
    private const string Span = "global::System.Span<float>";

    /// <summary>Writes the method, and the spans as the runtime takes them; nothing where the network's own is the only output.</summary>
    public static void Write(CodeWriter writer, ClassFrame frame, NetworkGraph graph)
    {
        IReadOnlyList<NetworkOutput> further = [.. graph.Outputs.Skip(1)];
        if (further.Count > 0)
        {
            WriteForward(writer, frame, graph, further);
            WriteSpans(writer, further.Count);
        }
    }

    /// <summary>The further outputs' addresses in a run, from its next sample on, as arguments behind others.</summary>
    /// <param name="graph">The network.</param>
    public static string Addresses(NetworkGraph graph)
    {
        IReadOnlyList<NetworkOutput> further = [.. graph.Outputs.Skip(1)];
        return further.Count == 0 ? ""
            : string.Concat(further.Select(static (output, place) => FormattableString.Invariant($", ref further.At({place}, (long)first * {output.Shape.Elements})"))) + ", further.Wanted";
    }

    /// <summary>The parameters of such a Forward, with others in front of them.</summary>
    public static string Parameters(IEnumerable<string> further) => string.Concat(further.Select(static name => $", {Span} {CSharpText.Escaped(name)}"));

    private static void WriteForward(CodeWriter writer, ClassFrame frame, NetworkGraph graph, IReadOnlyList<NetworkOutput> further)
    {
        string own = CSharpText.Escaped(graph.Marks.Name);
        writer.Line($$"""
            /// <summary>Computes all outputs of any whole number of samples without allocating. One thread at a time: see <see cref="Fork"/>.</summary>
            /// <param name="input">N * <see cref="InputLength"/> elements: samples behind each other, each {{graph.Input.AxisNames}} = {{graph.Input}}.</param>
            /// <param name="{{graph.Marks.Name}}">N * <see cref="OutputLength"/> elements: for each sample {{graph.Output.AxisNames}} = {{graph.Output}}.</param>
            """);
        foreach (NetworkOutput output in further)
        {
            writer.Line($"/// <param name=\"{output.Name}\">N * <see cref=\"{GeneratedMembers.LengthOf(output.Name)}\"/> elements: for each sample {output.Shape.AxisNames} = {output.Shape}; or empty, and nothing is computed for it alone.</param>");
        }

        writer.Line("""
            /// <exception cref="global::System.ArgumentException">The lengths are not those of the same whole number of samples, or spans overlap.</exception>
            /// <exception cref="global::System.InvalidOperationException">Another thread is in this instance's Forward: give each thread an instance of its own with <see cref="Fork"/>.</exception>
            /// <exception cref="global::System.ObjectDisposedException">The instance was disposed.</exception>
            """);
        string names = string.Join(", ", further.Select(static output => CSharpText.Escaped(output.Name)));
        using (writer.Block($"{frame.Public(GeneratedMembers.ForwardOf(further.Count))} void Forward(global::System.ReadOnlySpan<float> input, {Span} {own}{Parameters(further.Select(static output => output.Name))})"))
        {
            writer.Line($$"""
                this._cnnGen.Forward(
                    input,
                    {{own}},
                    new CnnGenOutputs({{names}}),
                    global::CnnGen.Runtime.SampleGuard.Count(input, {{frame.Type}}.InputLength, {{own}}, {{frame.Type}}.OutputLength));
                """);
        }

        writer.Line();
    }

    private static void WriteSpans(CodeWriter writer, int count)
    {
        IReadOnlyList<string> spans = Enumerable.Range(2, count).Select(static number => FormattableString.Invariant($"output{number}")).ToList();
        using (writer.Block("private readonly ref struct CnnGenOutputs : global::CnnGen.Runtime.IFurtherOutputs"))
        {
            foreach (string span in spans)
            {
                writer.Line($"private readonly {Span} _{span};");
            }

            writer.Line();
            using (writer.Block($"public CnnGenOutputs({string.Join(", ", spans.Select(static span => $"{Span} {span}"))})"))
            {
                foreach (string span in spans)
                {
                    writer.Line($"_{span} = {span};");
                }
            }

            writer.Line();
            using (writer.Block($"public {Span} this[int place] => place switch", "};"))
            {
                for (int place = 0; place < count; place++)
                {
                    writer.Line($"{(place + 1 == count ? "_" : FormattableString.Invariant($"{place}"))} => _{spans[place]},");
                }
            }
        }

        writer.Line();
    }
}
