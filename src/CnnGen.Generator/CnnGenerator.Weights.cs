using System;
using System.Linq;
using CnnGen.Generator.Emit;
using CnnGen.Generator.Model;
using CnnGen.Generator.Model.Weights;
using CnnGen.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace CnnGen.Generator;

/// <content>The part of the pipeline that reads the headers of weights files.</content>
public sealed partial class CnnGenerator
{
    // What is wrong with a file is said where the class names it; the network's code does not depend on it.
    private static void ReadWeights(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<ParseResult> networks)
    {
        IncrementalValueProvider<EquatableArray<WeightsFile>?> files = context.AdditionalTextsProvider
            .Where(static text => text.Path.EndsWith(WeightsListing.Extension, StringComparison.OrdinalIgnoreCase))
            .Select(static (text, cancellation) => WeightsListing.Parse(text.GetText(cancellation)?.ToString() ?? ""))
            .Collect()
            .Select(static (listings, _) => listings.IsEmpty ? (EquatableArray<WeightsFile>?)null : listings.SelectMany(static listing => listing).ToEquatableArray());

        IncrementalValuesProvider<ParseResult> named = networks.Where(static result => result.WeightsPlace is not null);
        context.RegisterSourceOutput(
            named.Combine(files).SelectMany(static (pair, cancellation) => WeightsChecker.Check(pair.Left, pair.Right, cancellation)),
            static (output, diagnostic) => output.ReportDiagnostic(diagnostic));
        AddFiles(context, named.Select(static (result, _) => result.Spec).Where(static spec => spec is not null)
            .Combine(files).SelectMany(static (pair, _) => DefaultEmitter.Emit(pair.Left!, pair.Right ?? default)));
    }
}
