using System.Collections.Generic;
using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>A network's Forward over memory that somebody else has taken. Generated code derives from it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ForwardProgram
{
    /// <summary>Whether there are layers large enough for threads to share.</summary>
    public virtual bool IsShared => false;

    /// <summary>The network's outputs: its own, then the further ones; none where it has no further ones.</summary>
    public virtual IReadOnlyList<OutputInfo> Outputs => [];

    /// <summary>Computes the outputs of samples, or a thread's part of them.</summary>
    /// <param name="x">The first input.</param>
    /// <param name="y">The first output.</param>
    /// <param name="further">The outputs that are marked.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="folded">What is derived from them.</param>
    /// <param name="samples">The number of samples.</param>
    /// <param name="part">The thread's number in its team.</param>
    /// <param name="parts">The threads of the team.</param>
    /// <param name="team">The team, or null where one thread is alone.</param>
    public abstract void Run(ref float x, ref float y, OutputAddresses further, ref float workspace, ref float weights, ref float folded, int samples, int part, int parts, Team? team);
}
