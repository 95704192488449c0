using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace CnnGen.ZooTable;

/// <summary>The text of docs/zoo.md.</summary>
public static class ZooPage
{
    private const string NotPublished = "-";

    private const string Introduction = """
        # The zoo

        The networks of `CnnGen.Zoo` beside what was published of them. The page is made by

        ```
        dotnet run -c Release --project tools/ZooTable
        ```

        Multiply-adds are those of convolutions and linear layers for one sample, activation bytes those of all layers' outputs as float32. The
        receptive field is that of the last layer in front of the linear ones: the rows that an element sees, by the rows from there to what the next one
        sees. `-` is what nobody published. A figure in thousands or millions was rounded by its source; any other is met to the unit. Where the
        figures stand is told below the table, what a class does differently from its paper in its remarks.

        """;

    /// <summary>Writes the page.</summary>
    /// <param name="entries">The networks in order.</param>
    public static string Of(IReadOnlyList<ZooEntry> entries)
    {
        StringBuilder page = new(Introduction);
        page.Append('\n');
        page.Append("| network | input | parameters | published | multiply-adds | published | activation bytes | receptive field |\n");
        page.Append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (ZooEntry entry in entries)
        {
            page.Append("| ").AppendJoin(" | ", Cells(entry)).Append(" |\n");
        }

        page.Append("\n## Sources\n\n| network | published in |\n| --- | --- |\n");
        foreach (ZooEntry entry in entries)
        {
            page.Append("| ").Append(entry.Info.Name).Append(" | ").Append(entry.Source).Append(" |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<string> Cells(ZooEntry entry)
    {
        NetworkInfo info = entry.Info;
        string published = entry.Parameters?.ToString() ?? NotPublished;
        return
        [
            info.Name,
            string.Join('x', info.InputShape),
            Number(info.Parameters),
            entry.ParametersBeside == 0 ? published : $"{published} + {Number(entry.ParametersBeside)}",
            Number(info.MultiplyAdds),
            entry.MultiplyAdds?.ToString() ?? NotPublished,
            Number(info.ActivationBytes),
            ReceptiveField(info),
        ];
    }

    /// <summary>That of the last layer that does not see everything.</summary>
    private static string ReceptiveField(NetworkInfo info)
    {
        ReceptiveField field = info.Layers.Last(layer => layer.ReceptiveField is not null).ReceptiveField!;
        return string.Create(CultureInfo.InvariantCulture, $"{field.Height} by {field.StrideHeight}");
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
