using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Graph;
using CnnGen.Generator.Graph.Blocks;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the members of a network that has errors, so that code which uses them shows no errors of its own.</summary>
internal static class StubEmitter
{
    private const string Product = "global::CnnGen.";

    private const string Throw = "throw new global::System.InvalidOperationException(\"The network has errors; see the build's output.\")";

    public static GeneratedFile Emit(NetworkSpec spec)
    {
        ClassFrame frame = new(spec);
        CodeWriter writer = new();
        ClassFrame.WriteHeader(writer, $"{frame.Name} has errors: these members stand in for its network.", hasNullable: spec.Lack != ProjectLack.Language);
        Action documentation = () => writer.Line("/// <summary>This network has errors.</summary>");

        // A static class is no type that a member could return or an interface be called through.
        bool isStatic = spec.Kind == ClassKind.StaticClass;
        bool hasInterface = !isStatic && spec.Lack == ProjectLack.None;
        OutputMarks outputs = OutputMarks.Of(ExpandedNetworks.Of(spec.Declaration).Layers);
        IEnumerable<string> members = StaticMembers(outputs).Concat(isStatic ? [] : InstanceMembers(frame, outputs)).Concat(hasInterface ? ExplicitMembers(frame) : [])
            .Where(member => spec.HasTraining || !member.Member.EndsWith("CreateTrainingGraph(int)", StringComparison.Ordinal))
            .Where(member => spec.IsInspected || !member.Member.EndsWith(GeneratedMembers.Outputs, StringComparison.Ordinal))
            .Where(member => !spec.TakenMembers.Contains(member.Member)).Select(member => member.Text)
            .Where(text => spec.Lack != ProjectLack.Runtime || !text.Contains(Product));
        using (frame.Open(writer, documentation, hasInterface ? $" : {frame.Interfaces}" : "", spec.IsUnfinished ? "abstract " : ""))
        {
            if (spec.StubConstructor != StubConstructor.None && spec.Lack != ProjectLack.Runtime)
            {
                // No call of the base class's constructor is written out: where that class cannot be found it would be one more error.
                bool isExternal = spec.StubConstructor == StubConstructor.External;
                string constructor = $"{frame.Identifier}(global::CnnGen.Runtime.NetworkState state)";
                writer.Line(isExternal ? $"private protected extern {constructor};\n" : $"private protected {constructor}\n{{\n}}\n");
            }

            writer.Line(string.Join("\n\n", members));
        }

        return new GeneratedFile(frame.HintName(), writer.ToString());
    }

    // Each under the name that GeneratedMembers has for it.
    private static IEnumerable<(string Member, string Text)> StaticMembers(OutputMarks outputs) =>
    [
        ("InputLength", "public const int InputLength = 1;"),
        ("OutputLength", "public const int OutputLength = 1;"),
        .. outputs.FurtherNames.Select(GeneratedMembers.LengthOf).Select(static length => (length, $"public const int {length} = 1;")),
        ("ParameterCount", "public const int ParameterCount = 0;"),
        ("MultiplyAdds", "public const long MultiplyAdds = 0;"),
        ("Info", $"public static global::CnnGen.NetworkInfo Info => {Throw};"),
    ];

    private static IEnumerable<(string Member, string Text)> InstanceMembers(ClassFrame frame, OutputMarks outputs)
    {
        string name = frame.Type;
        string own = CSharpText.IsIdentifier(outputs.Name) && outputs.Name != "input" ? CSharpText.Escaped(outputs.Name) : OutputMarks.DefaultName;
        string all = GeneratedMembers.ForwardOf(outputs.Further.Count);
        IEnumerable<(string Member, string Text)> members =
        [
            ("Parameters", $"{frame.Public("Parameters")} global::CnnGen.ParameterCollection Parameters => {Throw};"),
            ("Threads", $"{frame.Public("Threads")} int Threads\n{{\n    get => {Throw};\n    set => {Throw};\n}}"),
            ("Create(ulong)", $"public static {name} Create(ulong seed) => {Throw};"),
            ("Load(string)", $"public static {name} Load(string path) => {Throw};"),
            ("Load(System.IO.Stream)", $"public static {name} Load(global::System.IO.Stream stream) => {Throw};"),
            ("Load(System.ReadOnlySpan<byte>)", $"public static {name} Load(global::System.ReadOnlySpan<byte> safetensors) => {Throw};"),
            ("Save(string)", $"{frame.Public("Save(string)")} void Save(string path) => {Throw};"),
            (GeneratedMembers.Forward, $"{frame.Public(GeneratedMembers.Forward)} void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> {own}) => {Throw};"),
            .. outputs.Further.Count == 0 ? Array.Empty<(string, string)>()
                : [(all, $"{frame.Public(all)} void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> {own}{FurtherOutputsEmitter.Parameters(outputs.FurtherNames)}) => {Throw};")],
            ("Fork()", $"{frame.Public("Fork()")} {name} Fork() => {Throw};"),
            ("CreateTrainingGraph(int)", $"{frame.Public("CreateTrainingGraph(int)")} global::CnnGen.TrainingGraph CreateTrainingGraph(int batchSize) => {Throw};"),
            (GeneratedMembers.Outputs, $"public global::CnnGen.NetworkOutputs Outputs => {Throw};"),
            (GeneratedMembers.Dispose, $"{frame.Public(GeneratedMembers.Dispose)} void Dispose()\n{{\n}}"),
        ];
        IEnumerable<(string Member, string Text)> disposal = frame.Disposal.Bool is DisposeBool.Virtual or DisposeBool.Override
            ? [(GeneratedMembers.DisposeBool, $"{frame.DisposeBool} void Dispose(bool disposing)\n{{\n}}")] : [];
        return members.Concat(disposal);
    }

    // The interface in full, whatever public members there are: a user's own of the same name may have another type.
    private static IEnumerable<(string Member, string Text)> ExplicitMembers(ClassFrame frame)
    {
        string name = frame.Type;
        string self = frame.NetworkInterface;
        IEnumerable<(string Member, string Text)> members =
        [
            ("InputLength", $"static int {self}.InputLength => {Throw};"),
            ("OutputLength", $"static int {self}.OutputLength => {Throw};"),
            ("ParameterCount", $"static int {self}.ParameterCount => {Throw};"),
            ("MultiplyAdds", $"static long {self}.MultiplyAdds => {Throw};"),
            ("Info", $"static global::CnnGen.NetworkInfo {self}.Info => {Throw};"),
            ("Parameters", $"global::CnnGen.ParameterCollection {self}.Parameters => {Throw};"),
            ("Threads", $"int {self}.Threads\n{{\n    get => {Throw};\n    set => {Throw};\n}}"),
            ("Create(ulong)", $"static {name} {self}.Create(ulong seed) => {Throw};"),
            ("Load(string)", $"static {name} {self}.Load(string path) => {Throw};"),
            ("Load(System.IO.Stream)", $"static {name} {self}.Load(global::System.IO.Stream stream) => {Throw};"),
            ("Load(System.ReadOnlySpan<byte>)", $"static {name} {self}.Load(global::System.ReadOnlySpan<byte> safetensors) => {Throw};"),
            ("Save(string)", $"void {self}.Save(string path) => {Throw};"),
            (GeneratedMembers.Forward, $"void {self}.Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => {Throw};"),
            ("Fork()", $"{name} {self}.Fork() => {Throw};"),
            ("CreateTrainingGraph(int)", $"global::CnnGen.TrainingGraph {frame.Interface}.CreateTrainingGraph(int batchSize) => {Throw};"),
            (GeneratedMembers.Outputs, $"global::CnnGen.NetworkOutputs {frame.InspectedInterface}.Outputs => {Throw};"),
            ("Dispose()", "void global::System.IDisposable.Dispose()\n{\n}"),
        ];
        return members.Select(member => (GeneratedMembers.Explicit + member.Member, member.Text));
    }
}
