import type { ModelManifest } from '../manifest.ts'

/** What TensorFlow.js calls the file that its `loadLayersModel` is given; weights lie beside it. */
export const LAYERS_MODEL_FILE = 'model.json'

/**
 * A network as TensorFlow.js describes one: a sequence of dense layers whose weights are those of `weights.bin`, in the
 * order and layout in which they lie there. What it takes and gives is the descriptor of a composition; what else is known
 * of the model stands under `userDefinedMetadata`.
 */
export function layersModel({ name, settings, heldOut, source, selectedEpoch }: ModelManifest): object {
  const { layerSizes, bottleneckActivation, descriptorMode } = settings
  const bottleneck = (layerSizes.length - 1) / 2
  const layers = layerSizes.slice(1).map((units, i) => {
    const isLast = i + 2 === layerSizes.length
    const isBottleneck = i + 1 === bottleneck
    const activation = isLast || (isBottleneck && bottleneckActivation === 'linear') ? 'linear' : 'relu'
    return { name: `dense_${i + 1}`, inputs: layerSizes[i]!, units, activation }
  })
  return {
    format: 'layers-model',
    generatedBy: 'Anomalite',
    convertedBy: null,
    modelTopology: {
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
      model_config: {
        class_name: 'Sequential',
        config: {
          name: 'autoencoder',
          layers: layers.map(({ name, inputs, units, activation }, i) => ({
            class_name: 'Dense',
            config: {
              ...(i === 0 ? { batch_input_shape: [null, inputs], dtype: 'float32' } : {}),
              name,
              trainable: true,
              units,
              activation,
              use_bias: true,
            },
          })),
        },
      },
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: layers.flatMap(({ name, inputs, units }) => [
          { name: `${name}/kernel`, shape: [inputs, units], dtype: 'float32' },
          { name: `${name}/bias`, shape: [units], dtype: 'float32' },
        ]),
      },
    ],
    userDefinedMetadata: {
      name,
      input: 'chemical composition descriptor, 1994 features, as Anomalite describes a composition',
      descriptorMode,
      score: 'root of the mean squared difference between output and input',
      selectedEpoch,
      heldOutRmse: heldOut.rmse,
      attribution: source.attribution,
    },
  }
}
