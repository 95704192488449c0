using System;
using System.Linq;
using System.Reflection;
using CnnGen.Tests;
using Xunit;

namespace CnnGen.Emitted.Tests;

/// <summary>Networks of one topic, compiled together and compared with their definitions at every width.</summary>
/// <param name="name">What their classes are called, before a number.</param>
/// <param name="declarations">Their attributes.</param>
internal sealed class DeclaredNetworks(string name, params string[] declarations)
{
    private readonly Lazy<Assembly> _compiled = new(() => NetworkCompiler.Compile(
        string.Concat(declarations.Select((declaration, index) => $"[Network(Fit = Fit.Floor)] {declaration} public partial class {name}{index};\n")), Widths.ToCompile));

    public string[] Declarations => declarations;

    public Assembly Compiled => _compiled.Value;

    public TheoryData<int> Indexes => new(Enumerable.Range(0, declarations.Length));

    /// <summary>One of them computes what it is defined to, in both directions.</summary>
    public void Check(int index)
    {
        foreach (int bits in Widths.Supported)
        {
            using WidthScope scope = new(bits);
            using NetworkHandle network = NetworkHandle.Create(Compiled, $"{name}{index}");
            using DefinitionCheck check = new(ReferenceParser.Parse(declarations[index]), network, seed: index, bits);
            check.Run();
            check.GradientsAreSlopes();
        }
    }
}
