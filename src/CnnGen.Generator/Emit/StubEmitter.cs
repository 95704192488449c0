using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>Writes the members of a network that has errors, so that code which uses them shows no errors of its own.</summary>
internal static class StubEmitter
{
    private const string Throw = "throw new global::System.InvalidOperationException(\"The network has errors; see the build's output.\")";

    public static GeneratedFile Emit(NetworkSpec spec)
    {
        ClassFrame frame = new(spec);
        string name = frame.Name;
        CodeWriter writer = new();
        ClassFrame.WriteHeader(writer, $"{name} has errors: these members stand in for its network.");
        Action documentation = () => writer.Line("/// <summary>This network has errors.</summary>");

        // A static class is no type that a member could return or an interface be called through.
        bool isStatic = spec.Kind == ClassKind.StaticClass;
        IEnumerable<string> members = StaticMembers.Concat(isStatic ? [] : InstanceMembers(name))
            .Where(member => !spec.TakenMembers.Contains(member.Member)).Select(member => member.Text);
        using (frame.Open(writer, documentation, isStatic ? "" : $" : {Interface(name)}"))
        {
            if (spec.StubConstructor != StubConstructor.None)
            {
                // No call of the base class's constructor is written out: where that class cannot be found it would be one more error.
                bool isExternal = spec.StubConstructor == StubConstructor.External;
                string constructor = $"{frame.Identifier}(global::CnnGen.Runtime.NetworkState state)";
                writer.Line(isExternal ? $"private protected extern {constructor};\n" : $"private protected {constructor}\n{{\n}}\n");
            }

            writer.Line(string.Join("\n\n", members.Concat(isStatic ? [] : ExplicitMembers(name, spec))));
        }

        return new GeneratedFile(frame.HintName(), writer.ToString());
    }

    private static string Interface(string name) => $"global::CnnGen.INetwork<{name}>";

    // Each under the name that GeneratedMembers has for it.
    private static IEnumerable<(string Member, string Text)> StaticMembers =>
    [
        ("InputLength", "public const int InputLength = 1;"),
        ("OutputLength", "public const int OutputLength = 1;"),
        ("ParameterCount", "public const int ParameterCount = 0;"),
        ("MultiplyAdds", "public const long MultiplyAdds = 0;"),
        ("Info", $"public static global::CnnGen.NetworkInfo Info => {Throw};"),
    ];

    private static IEnumerable<(string Member, string Text)> InstanceMembers(string name) =>
    [
        ("Parameters", $"public global::CnnGen.ParameterCollection Parameters => {Throw};"),
        ("Create(ulong)", $"public static {name} Create(ulong seed) => {Throw};"),
        ("Load(string)", $"public static {name} Load(string path) => {Throw};"),
        ("Load(System.IO.Stream)", $"public static {name} Load(global::System.IO.Stream stream) => {Throw};"),
        ("Load(System.ReadOnlySpan<byte>)", $"public static {name} Load(global::System.ReadOnlySpan<byte> safetensors) => {Throw};"),
        ("Save(string)", $"public void Save(string path) => {Throw};"),
        ("Forward(System.ReadOnlySpan<float>, System.Span<float>)", $"public void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => {Throw};"),
        ("Fork()", $"public {name} Fork() => {Throw};"),
        ("CreateTrainingGraph(int)", $"public global::CnnGen.TrainingGraph CreateTrainingGraph(int batchSize) => {Throw};"),
        ("Dispose()", "public void Dispose()\n{\n}"),
    ];

    // The interface in full, whatever public members there are: a user's own of the same name may have another type.
    private static IEnumerable<string> ExplicitMembers(string name, NetworkSpec spec)
    {
        string self = Interface(name);
        return
        [
            $"static int {self}.InputLength => {Throw};",
            $"static int {self}.OutputLength => {Throw};",
            $"static int {self}.ParameterCount => {Throw};",
            $"static long {self}.MultiplyAdds => {Throw};",
            $"static global::CnnGen.NetworkInfo {self}.Info => {Throw};",
            $"global::CnnGen.ParameterCollection {self}.Parameters => {Throw};",
            $"static {name} {self}.Create(ulong seed) => {Throw};",
            $"static {name} {self}.Load(string path) => {Throw};",
            $"static {name} {self}.Load(global::System.IO.Stream stream) => {Throw};",
            $"static {name} {self}.Load(global::System.ReadOnlySpan<byte> safetensors) => {Throw};",
            $"void {self}.Save(string path) => {Throw};",
            $"void {self}.Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => {Throw};",
            $"{name} {self}.Fork() => {Throw};",
            $"global::CnnGen.TrainingGraph {self}.CreateTrainingGraph(int batchSize) => {Throw};",
            .. spec.TakenMembers.Contains(GeneratedMembers.ExplicitDispose) ? Array.Empty<string>() : ["void global::System.IDisposable.Dispose()\n{\n}"],
        ];
    }
}
