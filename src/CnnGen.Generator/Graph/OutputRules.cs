using System.Collections.Generic;
using System.Linq;
using CnnGen.Generator.Layers;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>Whether the names of outputs can stand beside each other: as Forward's parameters, and in the constants that have their lengths.</summary>
internal static class OutputRules
{
    /// <summary>The most outputs that are marked beside the network's own: a call has a bit for each in the set of those that it wants.</summary>
    public const int MostFurther = 63;

    /// <summary>Reports names that are taken, and more outputs than there may be.</summary>
    public static void Check(OutputMarks outputs, FitMode fit, ErrorList errors)
    {
        Dictionary<string, int> taken = [];
        foreach (OutputMark mark in outputs.Marks.Where(static mark => mark.Name.Length > 0))
        {
            string capitalized = GeneratedMembers.Capitalized(mark.Name);
            bool isUsed = taken.TryGetValue(capitalized, out int other);
            string? clash = isUsed ? "is used twice: another output is called so"
                : capitalized == "Input" ? "is what Forward's input is called"
                : capitalized == "Output" && outputs.Further.Contains(mark) ? "is for the network's own output, whose elements are OutputLength"
                : null;
            if (clash is not null)
            {
                new LayerContext(mark.Mark, fit, errors).Report(
                    "CNN011",
                    OutputMarks.NameParameter,
                    $"the name '{mark.Name}' {clash}; give this output another name",
                    [new Suggestion(OutputMarks.NameParameter, CSharpText.Literal(Free(mark.Name, outputs)))],
                    isUsed ? [other] : []);
            }

            taken[capitalized] = mark.Mark;
        }

        if (outputs.Further.Count > MostFurther)
        {
            new LayerContext(outputs.Further[MostFurther].Mark, fit, errors).Report(
                "CNN004", null, $"{outputs.Further.Count} outputs are marked beside the network's own; it may have {MostFurther}", [new Suggestion(Suggestion.Remove, Suggestion.This)], []);
        }
    }

    private static string Free(string name, OutputMarks outputs)
    {
        int number = 2;
        while (outputs.Marks.Any(mark => GeneratedMembers.Capitalized(mark.Name) == GeneratedMembers.Capitalized(name + number)))
        {
            number++;
        }

        return name + number;
    }
}
