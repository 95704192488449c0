using System;

namespace CnnGen;

/// <summary>Checks that a dataset is one for a network, before the work begins.</summary>
internal static class DatasetGuard
{
    /// <summary>Compares sample lengths, and labels where a sample has one, with the network's input and output.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="argument">What the user calls it.</param>
    /// <exception cref="ArgumentException">It does not fit; the message has both numbers.</exception>
    public static void Check<T>(Dataset dataset, string argument)
        where T : class, INetwork<T>
    {
        ArgumentNullException.ThrowIfNull(dataset, argument);
        if (dataset.Count < 1)
        {
            throw new ArgumentException($"the dataset '{argument}' has no samples", argument);
        }

        if (dataset.SampleLength != T.InputLength)
        {
            throw new ArgumentException(
                $"a sample of '{argument}' has {dataset.SampleLength} elements; {typeof(T).Name} takes {T.InputLength}", argument);
        }

        OutputInfo output = T.Info.Outputs[0];
        if (dataset.HasLabels(output.Name) && OutputShape.Of(output).Positions == 1)
        {
            CheckLabels<T>(dataset, argument);
        }
    }

    private static void CheckLabels<T>(Dataset dataset, string argument)
        where T : class, INetwork<T>
    {
        for (int index = 0; index < dataset.Count; index++)
        {
            int label = dataset.Label(index);
            if ((uint)label >= (uint)T.OutputLength)
            {
                throw new ArgumentException(
                    $"sample {index} of '{argument}' has label {label}; {typeof(T).Name} has {T.OutputLength} outputs, for labels 0 to {T.OutputLength - 1}",
                    argument);
            }
        }
    }
}
