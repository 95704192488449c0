using System.Collections.Generic;
using CnnGen.Zoo;

namespace CnnGen.ZooTable;

/// <summary>U-Net, which has a score for each pixel.</summary>
internal static class UNetEntries
{
    /// <summary>The networks in the page's order.</summary>
    public static IReadOnlyList<ZooEntry> All { get; } =
    [
        ZooEntry.Of<UNetOf2015>("Chlebus 2018, \"Looking under the hood of tensorflow models\", the count that its U-Net has", new(31_030_658)),
        ZooEntry.Of<SmallUNet>("no publication: a quarter of the filters of Ronneberger et al. 2015"),
    ];
}
