using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>Refuses networks whose memory plan would pass what an array can hold, before any code is planned.</summary>
/// <remarks>By an estimate from above: the plan itself counts with checked arithmetic, and would end in an internal error.</remarks>
internal static class MemoryLimit
{
    /// <summary>Reports the first layer with which something passes the limit, at the parameter that makes it so large.</summary>
    /// <returns>Whether nothing does.</returns>
    public static bool Check(MemoryEstimate estimate, ErrorList errors)
    {
        double activations = estimate.OfInput;
        if (activations > ArrayLimit.MostElements)
        {
            errors.Add(new LayerError(
                "CNN009", LayerError.InputLayer, InputRules.LargestOf(estimate.Input), $"the input {estimate.Input} and its gradient take up to {Wording.Number(activations)} elements in memory, {Wording.TooMany}"));
            return false;
        }

        long parameters = 0;
        double weights = 0;
        foreach (Node node in estimate.Nodes)
        {
            parameters += node.ParameterCount;
            weights += MemoryEstimate.OfWeights(node);
            activations += estimate.OfActivations(node);
            string? reason =
                parameters > ArrayLimit.MostElements ? $"the network has {Wording.Number(parameters)} parameters up to here"
                : weights > ArrayLimit.MostElements ? $"the weights up to here take {Wording.Number(weights)} elements in memory"
                : activations > ArrayLimit.MostElements ? $"the activations and their gradients up to here take up to {Wording.Number(activations)} elements"
                : null;
            if (reason is not null)
            {
                errors.Add(new LayerError("CNN009", node.Id, node.Layer.SizeParameter, $"{reason}, {Wording.TooMany}"));
                return false;
            }
        }

        return true;
    }
}
