using System.Collections.Generic;

namespace CnnGen.Generator.Tensors;

/// <summary>Where the elements of a program's tensors lie, as far as it is decided. Immutable.</summary>
internal sealed class Forms
{
    /// <summary>Nothing is decided: every tensor has its plain form.</summary>
    public static readonly Forms Plain = new(new Dictionary<Tensor, TensorForm>());

    private readonly Dictionary<Tensor, TensorForm> _decided;

    private Forms(Dictionary<Tensor, TensorForm> decided) => _decided = decided;

    public TensorForm this[Tensor tensor] => _decided.TryGetValue(tensor, out TensorForm form) ? form : tensor.PlainForm;

    /// <summary>The same but for these.</summary>
    public Forms With(IEnumerable<KeyValuePair<Tensor, TensorForm>> changed)
    {
        Dictionary<Tensor, TensorForm> decided = new(_decided);
        foreach (KeyValuePair<Tensor, TensorForm> pair in changed)
        {
            decided[pair.Key] = pair.Value;
        }

        return new Forms(decided);
    }
}
