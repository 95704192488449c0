using System;
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
        string self = $"global::CnnGen.INetwork<{name}>";
        CodeWriter writer = new();
        ClassFrame.WriteHeader(writer, $"{name} has errors: these members stand in for its network.");
        Action documentation = () => writer.Line("/// <summary>This network has errors.</summary>");
        bool isStatic = spec.Kind == ClassKind.StaticClass;
        using (frame.Open(writer, documentation, isStatic ? "" : $" : {self}"))
        {
            writer.Line($$"""
                public const int InputLength = 1;

                public const int OutputLength = 1;

                public const int ParameterCount = 0;

                public const long MultiplyAdds = 0;

                public static global::CnnGen.NetworkInfo Info => {{Throw}};
                """);

            // A static class is no type that a member could return or an interface be called through.
            if (!isStatic)
            {
                writer.Line();
                WriteInstanceMembers(writer, name, self);
            }
        }

        return new GeneratedFile(frame.HintName(), writer.ToString());
    }

    private static void WriteInstanceMembers(CodeWriter writer, string name, string self) => writer.Line($$"""
            public global::CnnGen.ParameterCollection Parameters => {{Throw}};

            static int {{self}}.InputLength => InputLength;

            static int {{self}}.OutputLength => OutputLength;

            static int {{self}}.ParameterCount => ParameterCount;

            static long {{self}}.MultiplyAdds => MultiplyAdds;

            public static {{name}} Create(ulong seed) => {{Throw}};

            public static {{name}} Load(string path) => {{Throw}};

            public static {{name}} Load(global::System.IO.Stream stream) => {{Throw}};

            public static {{name}} Load(global::System.ReadOnlySpan<byte> safetensors) => {{Throw}};

            public void Save(string path) => {{Throw}};

            public void Forward(global::System.ReadOnlySpan<float> input, global::System.Span<float> output) => {{Throw}};

            public {{name}} Fork() => {{Throw}};

            public global::CnnGen.TrainingGraph CreateTrainingGraph(int batchSize) => {{Throw}};

            public void Dispose()
            {
            }
            """);
}
