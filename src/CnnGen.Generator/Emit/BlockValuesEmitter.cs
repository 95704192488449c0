using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Blocks;

namespace CnnGen.Generator.Emit;

/// <summary>Records what blocks begin with, for networks of other assemblies: it is no part of a class's metadata.</summary>
internal static class BlockValuesEmitter
{
    // No class has a name with a hyphen in it.
    private const string HintName = "CnnGen-Blocks.g.cs";

    /// <summary>The file; none where there is nothing to record.</summary>
    public static IEnumerable<GeneratedFile> Emit(IEnumerable<RecordedValue> values)
    {
        List<RecordedValue> all = values.OrderBy(static value => value.Block, StringComparer.Ordinal).ThenBy(static value => value.Name, StringComparer.Ordinal).ToList();
        if (all.Count == 0)
        {
            return [];
        }

        CodeWriter writer = new();
        ClassFrame.WriteHeader(writer, "What the properties of this assembly's blocks begin with, and their constants.", hasNullable: true);
        foreach (RecordedValue value in all)
        {
            writer.Line($"[assembly: global::CnnGen.BlockValue({CSharpText.Literal(value.Block)}, {CSharpText.Literal(value.Name)}, {value.Value})]");
        }

        return [new GeneratedFile(HintName, writer.ToString())];
    }
}
