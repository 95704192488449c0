using System.ComponentModel;
using System.IO;

namespace CnnGen.Runtime;

/// <summary>Reads weights that are resources of the assembly that has the network's class.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class EmbeddedWeights
{
    /// <summary>Makes an instance with the weights of a resource.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <param name="resource">The resource's name: a safetensors file.</param>
    /// <exception cref="InvalidDataException">The assembly has no such resource, the data are broken, or their tensors are not this network's.</exception>
    public static TNetwork Load<TNetwork>(string resource)
        where TNetwork : class, INetwork<TNetwork>
    {
        using Stream stream = typeof(TNetwork).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidDataException($"the assembly {typeof(TNetwork).Assembly.GetName().Name} has no resource '{resource}'; expected the weights of {typeof(TNetwork).Name}");
        return TNetwork.Load(stream);
    }
}
