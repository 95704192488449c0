using System;
using System.Linq;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Graph;

/// <summary>The rules of the Input attribute.</summary>
internal static class InputRules
{
    /// <summary>The shape of one sample, or null with the errors reported.</summary>
    public static TensorShape? Check(EquatableArray<int> sizes, ErrorList errors)
    {
        if (sizes.Count == 0)
        {
            return null;
        }

        TensorShape shape = new(sizes);
        bool valid = true;
        for (int axis = 0; axis < sizes.Count; axis++)
        {
            if (sizes[axis] < 1)
            {
                string parameter = shape.Axes[axis];
                errors.Add(new LayerError("CNN004", LayerError.InputLayer, parameter, FormattableString.Invariant($"{parameter} is {sizes[axis]}; it must be at least 1")));
                valid = false;
            }
        }

        if (valid && !TensorShape.Fits(sizes))
        {
            errors.Add(new LayerError("CNN009", LayerError.InputLayer, LargestOf(shape), $"the input has {shape.Product} elements, {Wording.TooMany}"));
            valid = false;
        }

        return valid ? shape : null;
    }

    /// <summary>The parameter of the largest size: the one that was meant otherwise.</summary>
    public static string LargestOf(TensorShape shape) =>
        shape.Axes[shape.Sizes.Select((size, axis) => (size, axis)).OrderByDescending(pair => pair.size).First().axis];
}
