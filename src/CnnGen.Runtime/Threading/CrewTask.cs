using System.ComponentModel;

namespace CnnGen.Runtime;

/// <summary>Work that is cut into numbered items, each independent of the others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CrewTask
{
    /// <summary>Does one item.</summary>
    /// <param name="item">Its number, from 0.</param>
    protected internal abstract void Execute(int item);
}
