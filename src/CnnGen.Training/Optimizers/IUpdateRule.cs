using System.Numerics;

namespace CnnGen;

/// <summary>How an optimizer changes a vector of weights, and what it remembers of them.</summary>
internal interface IUpdateRule
{
    /// <summary>Whether the decay is the rule's own matter, rather than added to the gradient.</summary>
    bool Decouples { get; }

    /// <summary>Makes a step.</summary>
    /// <param name="weight">The weights.</param>
    /// <param name="gradient">Their gradients, with L1 and what decay is not decoupled.</param>
    /// <param name="first">The first slot; zero, and forgotten, where the state has none. So are the others.</param>
    /// <param name="second">The second slot.</param>
    /// <param name="third">The third slot.</param>
    /// <returns>The new weights.</returns>
    Vector<float> Step(Vector<float> weight, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third);
}
