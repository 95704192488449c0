using System;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>What a caller passes for the outputs that <c>[Output]</c> marks. Generated code implements it by the spans that Forward takes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IFurtherOutputs
{
    /// <summary>The span of a further output; empty where it is not wanted.</summary>
    /// <param name="place">Its place among the further outputs.</param>
    Span<float> this[int place] { get; }
}
