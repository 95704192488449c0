using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static CnnGen.Generator.Kernels.VectorText;

namespace CnnGen.Generator.Emit;

/// <summary>A method for stages that differ in numbers alone, such as those of a network's equal blocks. Numbers that are not the same everywhere are its arguments.</summary>
internal sealed class SharedStages
{
    private const string Indent = "    ";

    private readonly IReadOnlyList<StageText> _stages;

    // For each number its parameter, or null where it is the same everywhere.
    private readonly string?[] _parameters;

    // The numbers that are passed, by their places.
    private readonly List<int> _passed = [];

    private SharedStages(IReadOnlyList<StageText> stages, Signature signature)
    {
        _stages = stages;
        Signature = signature.Of(WordsOf(stages[0].Structure));
        _parameters = new string?[stages[0].Numbers.Count];
        HashSet<string> taken = [.. WordsOf(stages[0].Structure), .. signature.Names, .. stages[0].Numbers.Where((_, place) => IsConstant(place)).SelectMany(static number => WordsOf(number.Text))];
        Dictionary<string, int> known = [];
        for (int place = 0; place < _parameters.Length; place++)
        {
            if (IsConstant(place))
            {
                continue;
            }

            // Numbers that are always equal are one.
            string values = string.Join(",", stages.Select(stage => Number(stage.Numbers[place].Value)));
            if (known.TryGetValue(values, out int first))
            {
                _parameters[place] = _parameters[first];
                continue;
            }

            known.Add(values, place);
            _passed.Add(place);
            _parameters[place] = Free(stages[0].Numbers[place].Name, taken);
        }
    }

    /// <summary>What the method takes of what the stages' own method does.</summary>
    private Signature Signature { get; }

    /// <summary>All that it takes.</summary>
    public Signature Taken => new(string.Join(", ", new[] { Signature.Parameters }.Where(static text => text.Length > 0).Concat(_passed.Select(place => $"int {_parameters[place]}"))));

    /// <summary>What the method does, in a line.</summary>
    public string Summary => $"{Number(_stages.Count)} segments' stages, under the names of the first.";

    private bool IsWorthwhile => _stages.Count > 1
        && _stages.Sum(stage => stage.Structure.Length) > _stages[0].Structure.Length + _stages.Sum(stage => ArgumentsOf(stage).Sum(static argument => argument.Length + 2) + Signature.Arguments.Length + 2 * Indent.Length);

    /// <summary>Finds the stages that share a method.</summary>
    /// <param name="all">The stages.</param>
    /// <param name="signature">What their own method takes.</param>
    public static IReadOnlyDictionary<StageText, SharedStages> Of(IEnumerable<StageText> all, Signature signature)
    {
        Dictionary<StageText, SharedStages> shared = [];
        foreach (IGrouping<string, StageText> alike in all.GroupBy(static stage => stage.Structure, StringComparer.Ordinal))
        {
            SharedStages stages = new(alike.ToList(), signature);
            foreach (StageText stage in stages.IsWorthwhile ? alike : Enumerable.Empty<StageText>())
            {
                shared.Add(stage, stages);
            }
        }

        return shared;
    }

    /// <summary>Writes the headers of one of the stages and its call.</summary>
    public void WriteCall(CodeWriter writer, StageText stage, string method)
    {
        IReadOnlyList<string> arguments = ArgumentsOf(stage);
        stage.WriteConstants(writer, new HashSet<string>(arguments.SelectMany(WordsOf)));
        foreach (string header in stage.Headers)
        {
            writer.Line(header);
        }

        writer.Line($"{method}({string.Join(", ", new[] { Signature.Arguments }.Where(static text => text.Length > 0).Concat(arguments))});");
    }

    /// <summary>Writes the method's body.</summary>
    public void WriteBody(CodeWriter writer)
    {
        HashSet<string> constants = [.. _stages[0].Numbers.Where((_, place) => IsConstant(place)).SelectMany(static number => WordsOf(number.Text))];
        _stages[0].Write(writer, place => _parameters[place] ?? _stages[0].Numbers[place].Text, constants);
    }

    private IReadOnlyList<string> ArgumentsOf(StageText stage) => _passed.Select(place => stage.Numbers[place].Text).ToList();

    private bool IsConstant(int place) => _stages.All(stage => stage.Numbers[place].Value == _stages[0].Numbers[place].Value);

    private static IEnumerable<string> WordsOf(string code) => MethodText.WordsOf(code);

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
        {
            free = name + "_" + number.ToString(CultureInfo.InvariantCulture);
        }

        return free;
    }
}
