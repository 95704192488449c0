using System;
using System.Collections.Generic;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Emit;

/// <summary>A method that goes through many things, written as several methods: none comes near the size beyond which the JIT does not optimize.</summary>
/// <param name="name">The method that goes through all.</param>
/// <param name="parameters">Its parameters, but for the number of a segment.</param>
/// <param name="arguments">What is passed for them.</param>
internal sealed class MethodParts(string name, string parameters, string arguments)
{
    // A stage is a loop and a call with a dozen arguments, 100 bytes; a segment is a few of them.
    private const int MostStages = 100;
    private const int MostSegments = 40;

    private readonly List<(string Name, string Parameters, string Summary, Action Write)> _parts = [];

    /// <summary>Writes stages one after the other, or calls of the methods that have them.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="write">Writes one.</param>
    public void WriteStages(CodeWriter writer, int count, Action<int> write)
    {
        if (count <= MostStages)
        {
            Each(0, count);
            return;
        }

        foreach ((int first, int end) in Cut(count, MostStages))
        {
            writer.Line($"{Add("Stages", parameters, "Some of the stages.", () => Each(first, end))}({arguments});");
        }

        void Each(int first, int end)
        {
            for (int stage = first; stage < end; stage++)
            {
                write(stage);
            }
        }
    }

    /// <summary>Writes the segment that is asked for, or calls of the methods that have it.</summary>
    /// <param name="writer">Receives them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="write">Writes one.</param>
    public void WriteSegments(CodeWriter writer, int count, Action<int> write)
    {
        if (count == 1)
        {
            write(0);
            return;
        }

        if (count <= MostSegments)
        {
            Switch(writer, 0, count, write);
            return;
        }

        List<(int First, int End)> cuts = [.. Cut(count, MostSegments)];
        for (int part = 0; part < cuts.Count; part++)
        {
            (int first, int end) = cuts[part];
            string method = Add("Segments", "int segment, " + parameters, "Some of the segments.", () => Switch(writer, first, end, write));
            using (writer.Block($"{(part == 0 ? "" : "else ")}{(part + 1 == cuts.Count ? "" : $"if (segment < {Number(end)})")}".TrimEnd()))
            {
                writer.Line($"{method}(segment, {arguments});");
            }
        }
    }

    /// <summary>Writes the methods that have been cut off.</summary>
    public void WriteParts(CodeWriter writer)
    {
        // A part may have parts.
        for (int part = 0; part < _parts.Count; part++)
        {
            writer.Line();
            ProgramEmitter.WriteMethod(writer, _parts[part].Name, _parts[part].Parameters, _parts[part].Summary, _parts[part].Write);
        }
    }

    private string Add(string what, string parametersOfPart, string summary, Action write)
    {
        string method = $"{name}{what}{Number(_parts.Count + 1)}";
        _parts.Add((method, parametersOfPart, summary, write));
        return method;
    }

    private static void Switch(CodeWriter writer, int first, int end, Action<int> write)
    {
        using IDisposable block = writer.Block("switch (segment)");
        for (int segment = first; segment < end; segment++)
        {
            writer.Line(segment == end - 1 ? "default:" : $"case {Number(segment)}:");
            using (writer.Scope())
            {
                write(segment);
                writer.Line("break;");
            }
        }
    }

    /// <summary>As few stretches of a range as have at most so many elements, as long as each other where they can be.</summary>
    public static IEnumerable<(int First, int End)> Cut(int count, int most)
    {
        int parts = (count + most - 1) / most;
        for (int part = 0; part < parts; part++)
        {
            yield return (count * part / parts, count * (part + 1) / parts);
        }
    }
}
