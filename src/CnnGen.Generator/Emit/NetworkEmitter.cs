using System.Collections.Generic;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Emit;

/// <summary>One generated file.</summary>
/// <param name="HintName">Unique in the compilation: <c>Samples.LeNet5.g.cs</c>.</param>
/// <param name="Text">The C#.</param>
internal sealed record GeneratedFile(string HintName, string Text);

/// <summary>Writes a network's files.</summary>
internal static class NetworkEmitter
{
    public static IEnumerable<GeneratedFile> Emit(NetworkSpec spec) => [];
}
