using System;

namespace CnnGen.ZooTable;

/// <summary>A network of the zoo beside what was published of it.</summary>
/// <param name="Network">The class.</param>
/// <param name="Info">The layer table.</param>
/// <param name="Source">Where the figures stand.</param>
/// <param name="Parameters">The published parameters, or null where none are.</param>
/// <param name="MultiplyAdds">The published multiply-adds of convolutions and linear layers, or null where none are.</param>
public sealed record ZooEntry(Type Network, NetworkInfo Info, string Source, PublishedFigure? Parameters, PublishedFigure? MultiplyAdds)
{
    /// <summary>Parameters of layers that the publication's count does not have: it leaves them out, or has others there that are not trained.</summary>
    public int ParametersBeside { get; init; }

    /// <summary>The entry of a class.</summary>
    /// <typeparam name="T">The class.</typeparam>
    /// <param name="source">Where the figures stand.</param>
    /// <param name="parameters">The published parameters.</param>
    /// <param name="multiplyAdds">The published multiply-adds.</param>
    public static ZooEntry Of<T>(string source, PublishedFigure? parameters = null, PublishedFigure? multiplyAdds = null)
        where T : class, INetwork<T> => new(typeof(T), T.Info, source, parameters, multiplyAdds);
}
