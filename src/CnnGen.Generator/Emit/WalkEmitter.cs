using System;
using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Lowering;
using CnnGen.Generator.Tensors;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Emit;

/// <summary>Writes a method that goes through stages, and more of them where it would come near the size beyond which the JIT does not optimize.</summary>
/// <param name="writer">Receives the methods.</param>
/// <param name="name">The method; others have a number behind it.</param>
/// <param name="signature">What it takes, but for the number of a segment.</param>
/// <param name="textOf">The calls of stages, in a method of some signature.</param>
internal sealed class WalkEmitter(CodeWriter writer, string name, Signature signature, Func<StageGroup, Signature, StageText> textOf)
{
    private const string Segment = "int segment";
    private const string Sample = "int sample";

    /// <summary>A loop over the samples of a shard.</summary>
    public const string SampleLoop = "for (int sample = 0; sample < samples; sample++)";

    // Methods that others call and that are not written yet, and how many have been named.
    private readonly Queue<Action> _behind = [];
    private int _numbered;

    // Of segments: their calls, and the methods that several share, with their names as soon as they are called.
    private readonly Dictionary<StageGroup, StageText> _texts = [];
    private readonly Dictionary<StageText, SharedStages> _shared = [];
    private readonly Dictionary<SharedStages, string> _sharedMethods = [];

    /// <summary>Writes a method that goes through all stages.</summary>
    public void Write(string summary, IEnumerable<Stage> stages)
    {
        IReadOnlyList<StageGroup> groups = StageGroup.Of(stages);
        WriteMethod(name, signature, summary, own => WriteGroups(groups, own));
        WriteBehind();
    }

    /// <summary>Writes a method that goes through the stages of the segment that is asked for.</summary>
    public void Write(string summary, IEnumerable<IReadOnlyList<Stage>> segments)
    {
        List<IReadOnlyList<StageGroup>> all = segments.Select(static stages => StageGroup.Of(stages)).ToList();
        FindShared(all, signature.Behind(Segment));
        WriteMethod(name, signature.Behind(Segment), summary, own => WriteSegments(all, own));
        WriteBehind();
    }

    /// <summary>Finds what several segments have in common.</summary>
    private void FindShared(List<IReadOnlyList<StageGroup>> segments, Signature own)
    {
        foreach (StageGroup group in segments.Where(StandInPlace).Select(static groups => groups[0]))
        {
            _texts.Add(group, textOf(group, own));
        }

        foreach (KeyValuePair<StageText, SharedStages> shared in SharedStages.Of(_texts.Values, own))
        {
            _shared.Add(shared.Key, shared.Value);
        }
    }

    private void WriteBehind()
    {
        while (_behind.Count > 0)
        {
            writer.Line();
            _behind.Dequeue()();
        }
    }

    private void WriteMethod(string method, Signature takes, string summary, Action<Signature> writeBody)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line("[MethodImplAttribute(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Block($"internal static void {method}({takes.Parameters})"))
        {
            writeBody(takes);
        }
    }

    /// <summary>Calls a method that is written behind this one.</summary>
    private void Call(string summary, Signature takes, Action<Signature> writeBody)
    {
        string method = name + Number(++_numbered);
        writer.Line($"{method}({takes.Arguments});");
        _behind.Enqueue(() => WriteMethod(method, takes, summary, writeBody));
    }

    /// <summary>Writes the segment that is asked for: in a switch, or in one of several methods that have one.</summary>
    private void WriteSegments(List<IReadOnlyList<StageGroup>> segments, Signature own)
    {
        List<(int First, int End)> cuts = Cut(segments);
        if (cuts.Count == 1)
        {
            WriteSwitch(segments, cuts[0], own);
            return;
        }

        for (int part = 0; part < cuts.Count; part++)
        {
            (int First, int End) cut = cuts[part];
            string condition = part + 1 == cuts.Count ? "" : $"if (segment < {Number(cut.End)})";
            using (writer.Block((part == 0 ? condition : $"else {condition}").TrimEnd()))
            {
                Call($"The segments from {Number(cut.First)} on.", own, taken => WriteSwitch(segments, cut, taken));
            }
        }
    }

    private void WriteSwitch(List<IReadOnlyList<StageGroup>> segments, (int First, int End) cut, Signature own)
    {
        if (cut.End - cut.First == 1)
        {
            WriteGroups(segments[cut.First], own);
            return;
        }

        using IDisposable block = writer.Block("switch (segment)");
        for (int segment = cut.First; segment < cut.End; segment++)
        {
            writer.Line(segment == cut.End - 1 ? "default:" : $"case {Number(segment)}:");
            using (writer.Scope())
            {
                WriteGroups(segments[segment], own);
                writer.Line("break;");
            }
        }
    }

    /// <summary>Writes the calls of groups: of one in its place, of several in a method for each, of a long one in several methods for each sample.</summary>
    private void WriteGroups(IReadOnlyList<StageGroup> groups, Signature own)
    {
        if (StandInPlace(groups))
        {
            WriteInPlace(groups[0], own);
            return;
        }

        for (int index = 0; index < groups.Count; index++)
        {
            WriteCalls(groups[index], own);
            if (groups[index].EndCondition is { } condition && index + 1 < groups.Count)
            {
                writer.Line(MethodText.ReturnIf(condition));
            }
        }
    }

    private void WriteCalls(StageGroup group, Signature own)
    {
        bool isOfSamples = group.IsLong && group.Scope == Scope.Sample;
        using IDisposable? loop = isOfSamples ? writer.Block(SampleLoop) : null;
        foreach (StageGroup part in group.IsLong ? group.Parts : [group])
        {
            Call(group.IsLong ? "A part of a stage." : "Some of the stages.", isOfSamples ? own.With(Sample) : own, taken => textOf(part, taken).Write(writer));
        }
    }

    private void WriteInPlace(StageGroup group, Signature own)
    {
        StageText text = _texts.TryGetValue(group, out StageText known) ? known : textOf(group, own);
        if (!_shared.TryGetValue(text, out SharedStages shared))
        {
            text.Write(writer);
            return;
        }

        if (!_sharedMethods.TryGetValue(shared, out string method))
        {
            method = name + Number(++_numbered);
            _sharedMethods.Add(shared, method);
            _behind.Enqueue(() => WriteMethod(method, shared.Taken, shared.Summary, _ => shared.WriteBody(writer)));
        }

        shared.WriteCall(writer, text, method);
    }

    private static bool StandInPlace(IReadOnlyList<StageGroup> groups) => groups.Count == 1 && !groups[0].IsLong;

    private bool IsShared(StageGroup group) => _texts.TryGetValue(group, out StageText text) && _shared.ContainsKey(text);

    /// <summary>Cuts segments so that few enough calls are in one method.</summary>
    private List<(int First, int End)> Cut(List<IReadOnlyList<StageGroup>> segments)
    {
        List<(int First, int End)> cuts = [];
        int first = 0;
        int calls = 0;
        for (int segment = 0; segment < segments.Count; segment++)
        {
            // A call for each method, where there are several or others have it too.
            int own = StandInPlace(segments[segment]) && !IsShared(segments[segment][0]) ? segments[segment][0].Calls : segments[segment].Count;
            if (segment > first && calls + own > StageGroup.MostCalls)
            {
                cuts.Add((first, segment));
                (first, calls) = (segment, 0);
            }

            calls += own;
        }

        cuts.Add((first, segments.Count));
        return cuts;
    }
}
